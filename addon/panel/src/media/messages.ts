import { translator } from '../i18n/translator.ts';

const en = {
  clip: 'Clip',
  picture: 'Picture',
  preparing: 'Making the clip playable in your browser …',
  converted: 'Your browser does not play this camera’s format: you see a converted copy.',
  notPlayable: 'Your browser cannot play this clip. Download it and open it with another player.',
};

export const t = translator<keyof typeof en>({
  en,
  de: {
    clip: 'Clip',
    picture: 'Bild',
    preparing: 'Der Clip wird für deinen Browser aufbereitet …',
    converted: 'Dein Browser spielt das Format dieser Kamera nicht ab: du siehst eine umgewandelte Kopie.',
    notPlayable:
      'Dein Browser kann diesen Clip nicht abspielen. Lade ihn herunter und öffne ihn mit einem anderen Programm.',
  },
  nl: {
    clip: 'Clip',
    picture: 'Foto',
    preparing: 'De clip wordt geschikt gemaakt voor je browser …',
    converted: 'Je browser speelt het formaat van deze camera niet af: je ziet een omgezette kopie.',
    notPlayable: 'Je browser kan deze clip niet afspelen. Download hem en open hem met een andere speler.',
  },
  fr: {
    clip: 'Clip',
    picture: 'Image',
    preparing: 'Le clip est préparé pour votre navigateur …',
    converted: 'Votre navigateur ne lit pas le format de cette caméra : vous voyez une copie convertie.',
    notPlayable: 'Votre navigateur ne peut pas lire ce clip. Téléchargez-le et ouvrez-le avec un autre lecteur.',
  },
});
