export type Settings = Record<string, unknown>;

const DAYS = (digit: '0' | '1') => digit.repeat(168);

/** As a camera has them when it leaves the factory: FTP off, and TLS demanded. */
export function factoryFtpV20(): Settings {
  return {
    anonymous: 0,
    autoDir: 1,
    bpicSingle: 1,
    bvideoSingle: 0,
    enable: 0,
    interval: 30,
    maxSize: 100,
    mode: 0,
    onlyFtps: 1,
    password: '',
    picCaptureMode: 3,
    picHeight: 1920,
    picInterval: 60,
    picName: '',
    picWidth: 2304,
    port: 21,
    remoteDir: '',
    schedule: {
      channel: 0,
      table: {
        AI_DOG_CAT: DAYS('0'),
        AI_PEOPLE: DAYS('1'),
        AI_VEHICLE: DAYS('0'),
        MD: DAYS('0'),
        TIMING: DAYS('0'),
      },
    },
    server: '',
    streamType: 0,
    userName: '',
    videoName: '',
  };
}

export function factoryFtpOld(): Settings {
  return {
    anonymous: 0,
    interval: 30,
    maxSize: 100,
    mode: 0,
    password: '',
    port: 21,
    remoteDir: '',
    schedule: { enable: 0, table: DAYS('0') },
    server: '',
    streamType: 0,
    userName: '',
  };
}

export function factoryOsd(): Settings {
  return {
    bgcolor: 0,
    channel: 0,
    osdChannel: { enable: 0, name: 'Camera1', pos: 'Lower Right' },
    osdTime: { enable: 1, pos: 'Top Center' },
    watermark: 1,
  };
}

/** Shipped with China's time. */
export function factoryTime(): Settings {
  return {
    year: 2020,
    mon: 1,
    day: 1,
    hour: 0,
    min: 0,
    sec: 0,
    timeZone: -28_800,
    timeFmt: 'MM/DD/YYYY',
    hourFmt: 1,
  };
}

export function factoryDst(): Settings {
  return {
    enable: 0,
    offset: 1,
    startMon: 1,
    startWeek: 1,
    startWeekday: 0,
    startHour: 0,
    startMin: 0,
    startSec: 0,
    endMon: 1,
    endWeek: 1,
    endWeekday: 0,
    endHour: 0,
    endMin: 0,
    endSec: 0,
  };
}

/** What a camera shows in place of a user name or password: `ft****er`, `***`. */
export function masked(settings: Settings): Settings {
  const user = String(settings['userName'] ?? '');
  return {
    ...settings,
    userName: user === '' ? '' : `${user.slice(0, 2)}****${user.slice(-2)}`,
    password: settings['password'] === '' ? '' : '***',
  };
}
