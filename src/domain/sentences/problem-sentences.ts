/**
 * What is refused, wrong or odd, as the server says it: what is in braces differs. The panel knows each by its name here,
 * and says it in the user's language; tests hold these against what the sources say.
 */
export const SENTENCES = {
  badAddress: '"{host}" is no host name or IP address, such as 192.168.1.20: leave out http://, paths and passwords.',
  forbiddenAddress:
    '"{host}" is this machine or a service of its network, and no camera. Give the camera\'s own address.',
  unknownName: 'The name "{host}" cannot be resolved. Check its spelling, or give the camera\'s IP address.',
  unreachable:
    'Nothing answers at {host}. Check the address, that the camera has power, and that this network reaches it.',
  portsOff:
    "{host} refuses connections to its web interface. New Reolink cameras come with HTTP, HTTPS, RTSP and ONVIF switched off. In the Reolink app open the camera's Settings, Network, Advanced, Server Settings (Port Settings on some models), switch on HTTP or HTTPS, and RTSP, save, and try again.",
  tooSlow:
    'The camera at {host} did not answer in time. It may be starting or overloaded: wait a minute and try again.',
  dropped: 'The camera at {host} closed the connection in the middle. Check its network (Wi-Fi signal), and try again.',
  notThisBrand:
    "What answers at {host} does not speak as a Reolink camera does. Check the address, and the camera's brand.",
  wrongPassword:
    'The camera at {host} refuses this user and password. Give those of its administrator (often "admin"); after several wrong tries it locks for some minutes.',
  tooManySessions:
    'The camera at {host} has too many logins open. Close its app and web page elsewhere, wait some minutes, or restart it, and try again.',
  sessionEnded: 'The camera at {host} ended our login in the middle; it may have restarted. Try again.',
  noFtp:
    'The camera at {host} cannot upload over FTP; most battery cameras cannot. Connect it to a Reolink Home Hub or NVR that can.',
  givenUp: 'Gave up on the camera at {host}: the caller has gone, or it took longer than allowed.',
  nothingUploaded:
    'It logged in and uploaded nothing. If a camera’s FTP test ends like this, look at its folder settings.',
  neverLoggedIn: 'It connected and left without logging in: a test of the port, or a camera that gave up.',
  implicitTls:
    'It began with TLS at once, which is implicit FTPS. Set the camera to explicit FTPS (FTPES, "FTP over TLS"), port 21, or to plain FTP.',
  tlsRequired: 'It speaks plain FTP, and ftp_require_tls is on. Set the camera to FTPS, or switch that option off.',
  wrongFtpPassword:
    'The password for the user "{user}" is wrong. Type user and password of Open web UI, or of the camera\'s own login, into it.',
  noFtpUser:
    'There is no FTP user "{user}". Type user and password of Open web UI, or of the camera\'s own login, into it.',
  tlsDistrust:
    'TLS failed ({reason}). The camera does not trust our certificate, which nobody else vouches for: switch its check of certificates off, or use plain FTP.',
  tlsVersion:
    'TLS failed ({reason}). The camera and we know no version of TLS in common (ours is 1.2): update its firmware, or set it to plain FTP.',
  noPassivePort:
    'All passive ports were taken, and none became free in time: too many cameras sent at once. It will try again.',
  activeMode: 'We could not connect to the camera, which uses active mode (PORT). Set it to passive mode (PASV).',
  passiveUnreached:
    "It logged in, but never came to the passive port at {address}. See that this is the machine's address in the camera's network (else set ftp_passive_host), that ports 30000 to 30009 keep their numbers under Network, and that no firewall is between.",
  diskFull: '"{file}" was refused, since the disk is nearly full. Delete old recordings.',
  emptyFile: '"{file}" came without content: the camera lost its connection, or its storage is at fault.',
  fileTooLarge: '"{file}" is larger than we take. Have the camera send shorter clips.',
  unknownCamera:
    'Nobody knows whose "{file}" is: {why}. It is kept. Set the camera\'s remote directory to its name here, or give it an FTP login of its own.',
  cutOff: '"{file}" was cut off ({reason}). Look at the camera\'s network when this repeats.',
  nameRefused: '"{file}" was refused ({reason}). Change the camera\'s remote directory.',
  notTakenIn: '"{file}" is here, but was not taken in: {reason}. See the log.',
  oneReceived: 'One file of "{camera}" received, all well.',
  manyReceived: '{count} files of "{camera}" received, all well.',
  testReceived: 'The camera’s test file was received, all well.',
  noMotion:
    'Only recordings without motion were received, which are kept and not analysed. Switch their upload off to save space.',
  nothingNew: 'What came was received; none of it was new, or a picture or clip.',
  clockBehind:
    'Received, but the clock of "{camera}" is {hours} h behind. Check its time and its time zone, here and in the camera.',
  clockAhead:
    'Received, but the clock of "{camera}" is {hours} h ahead. Check its time and its time zone, here and in the camera.',
  required: 'is required',
  atMost: 'must be <= {limit}',
  atLeast: 'must be >= {limit}',
  tooLong: 'must NOT have more than {limit} characters',
  tooShort: 'must NOT have fewer than {limit} characters',
  taken: '"{name}" exists already, as {what}',
  noTimeZone: '"{zone}" is no IANA time zone such as Europe/Amsterdam',
  noPicture: 'no picture of this stranger is kept any more',
  noFaceInPicture: 'shows no face',
  notAFace: 'does not look like a face',
  faceTooSmall: 'is too small: at least 40 pixels between its outer edges are needed',
  faceCutOff: 'is cut off by the edge of the picture',
  faceTurned: 'looks away from the camera',
  faceBlurred: 'is blurred',
  faceNotComparable: 'cannot be compared',
  faceGone: 'there is no such face',
  facePictureGone: 'its picture was not kept',
  faceNotJudged: 'was not good enough to be judged at all',
  personGone: 'there is no such person',
  strangerGone: 'there is no such stranger',
  strangerItself: 'is the stranger itself',
  allFaces: 'are all that there are: nothing would be left',
  likeAnother: 'This one is closer to {name} than to {person}.',
  unlikeOthers: 'This looks like a different person than the other pictures of {person}.',
  samePicture: '{person} has this picture already.',
  unreadable: 'Cannot read "{file}": {reason}.',
  noMediaPath: 'is no path under ROOT_DIR',
  eventGone: 'there is no such event (any more)',
  eventKept: 'is marked to be kept: take that off first',
  eventWaits: 'is being analysed: try again when that is done',
  eventFailed: 'a file could not be deleted, the log says why; the next cleanup tries again',
  eventAway: 'the disk or share that its files are on is away: try again when it is back',
  cameraNameSigns: 'must have no "_", "/" or "\\": it is what the names of the camera\'s files begin with',
  unique: '"{name}" exists already, it must be unique',
  inUse: '{what} is in use by {users}',
  zoneSameName: 'zone {n} ("{zone}") has the name of another one of this camera',
  zoneCrosses: 'zone {n} ("{zone}") has an outline that crosses or touches itself',
  zoneTiny: 'zone {n} ("{zone}") covers less than a thousandth of the frame',
  ftpPasswordNeeded: 'is needed for the FTP user, at least 8 characters',
  listenerAddress:
    '"{url}" is no address that can be called: give one that begins with http:// or https://, such as http://192.168.1.30:1880/concierge',
  listenerLogin:
    'has a user or password in it, which would not be sent: leave them out, and give an address that needs none',
  noCameraHost:
    "The row of {name} has no address yet: give it the camera's host, and the user and password of its administrator.",
  noCameraLogin:
    "The row of {name} has no user or password yet: give it the camera's host, and the user and password of its administrator.",
  loginRefused: 'The camera at {host} refuses the login: {reason}. Check user and password, and try again.',
  ftpRefused: 'The camera refuses the FTP settings: {reason}. Its FTP is as it was.',
  ftpNotKept: 'The camera did not keep its FTP settings ({list}). Update its firmware, or set them in its app.',
  noSummerTime: "This camera's firmware knows no daylight saving: when clocks change in {zone}, set it up again.",
  cameraGone: 'there is no such camera any more',
  notSetAside: 'it is not set aside (any more)',
  runEnded: 'this run has ended',
  tokenIsOption: "is set in the add-on's options: change it there",
  clipGone: 'this clip is gone: open its event again',
  ourFault: 'Concierge failed to answer; its log says why.',
  pictureTooLarge: 'is larger than 20 MiB',
  noPictureFile: 'is no picture that can be read',
  answersStatus: 'it answers status {status}',
  sealedPasswords: 'The file holds passwords, which its passphrase opens: import it with that one to have them.',
  needPasswords: 'Cameras that need their passwords again: {names}.',
  loginsChange: 'The FTP login that cameras share and the token of REST become those of the file.',
  entitiesGo: 'Entities of these cameras go from Home Assistant: {names}.',
  peopleForgotten: 'Forgotten, with their pictures and their faces in past events: {names}.',
} as const;
