/**
 * Invented people and companies. The mix is there to be hard on a list, a search and a badge: scripts of both
 * directions, diacritics, emoji, names that are too long, a name of one word, nobody's company.
 */
import { createDealer, type Deck } from './dealer.ts';
import type { Language } from './objects.ts';
import type { Random } from './random.ts';

type Some<T> = readonly [T, ...T[]];

interface Origin {
  /** Of the languages that essentry knows; it has none for Greek, Arabic or Hebrew. */
  readonly language: Language;
  readonly firstNames: Some<string | null>;
  readonly lastNames: Some<string>;
  readonly companies: Some<string | null>;
  /** How many of one deal come from here. */
  readonly share: number;
}

const ORIGINS: Readonly<Record<string, Origin>> = {
  german: {
    language: 'DE',
    firstNames: ['Jörg', 'Änne', 'Wiebke', 'Götz', 'Käthe', 'Ruprecht'],
    lastNames: ['Süßengut', 'Öhlenschläger', 'Krümmelbein', 'Fährhaus', 'Weißdorn'],
    companies: ['Nordlicht Anlagenbau GmbH', 'Weißdorn & Söhne KG', 'Kranwerk Überlingen'],
    share: 3,
  },
  english: {
    language: 'EN',
    firstNames: ['Imogen', 'Fergus', 'Tamsin', 'Osric', 'Winifred', 'Barnaby'],
    lastNames: ["O'Thackeray", 'Fenwick-Marlow', 'Applegarth', 'Quillfeather', 'Brackenridge'],
    companies: ['Applegarth Controls Ltd', 'Quill & Marlow LLP', 'Harbourline Freight', null],
    share: 3,
  },
  french: {
    language: 'FR',
    firstNames: ['Maëlle', 'Théophile', 'Zoé', 'Anaïs'],
    lastNames: ["L'Hérault-Maçon", 'Desprès', 'Boisgérard'],
    companies: ['Ateliers Boisgérard', 'Mécanique du Lac S.A.'],
    share: 1,
  },
  czech: {
    language: 'CS',
    firstNames: ['Bohdana', 'Řehoř', 'Kryštof'],
    lastNames: ['Příhodová', 'Žďárský', 'Křepelka'],
    companies: ['Žďárské ložiska s.r.o.'],
    share: 1,
  },
  polish: {
    language: 'PL',
    firstNames: ['Świętosław', 'Małgorzata', 'Zbysław'],
    lastNames: ['Brzęczyszczak', 'Wąsikowska', 'Źrebiec'],
    companies: ['Wąsik i Wspólnicy'],
    share: 1,
  },
  hungarian: {
    language: 'HU',
    firstNames: ['Zsófia', 'Győző', 'Örs'],
    lastNames: ['Szűcsvári', 'Kőműves-Tóth'],
    companies: ['Dunaparti Műszer Kft.'],
    share: 1,
  },
  russian: {
    language: 'RU',
    firstNames: ['Аделаида', 'Прохор', 'Евстафий'],
    lastNames: ['Щербинская', 'Подъельников', 'Журавушкин'],
    companies: ['Северный Прибор'],
    share: 1,
  },
  greek: {
    language: 'EN',
    firstNames: ['Ευρυδίκη', 'Θρασύβουλος', 'Πηνελόπη'],
    lastNames: ['Καλαμποκά', 'Ψαρομύτης', 'Ανεμογιάννη'],
    companies: ['Αιγαίον Μηχανές Α.Ε.'],
    share: 1,
  },
  arabic: {
    language: 'EN',
    firstNames: ['زمردة', 'غيلان', 'سندس'],
    lastNames: ['القنطري', 'بن ياقوت', 'الزعفراني'],
    companies: ['شركة النخلة الزرقاء', null],
    share: 1,
  },
  hebrew: {
    language: 'EN',
    firstNames: ['אביגיל', 'צפניה', 'יערית'],
    lastNames: ['בן־שקד', 'רימונית', 'ארזיאלי'],
    companies: ['מכשירי הגליל בע״מ'],
    share: 1,
  },
  chinese: {
    language: 'ZH_CN',
    firstNames: ['若溪', '景澜', '书遥', '沐辰'],
    lastNames: ['欧阳', '闻', '司徒', '祝'],
    companies: ['青石仪器有限公司', '云帆自动化'],
    share: 2,
  },
  oneWord: {
    language: 'NL',
    firstNames: [null],
    lastNames: ['Wapenveldia', 'Suhartinah', 'Madrolijn'],
    companies: [null],
    share: 1,
  },
  long: {
    language: 'ES',
    firstNames: ['Maximiliana Theodora Apolonia', 'Juan Nepomuceno Baltasar'],
    lastNames: [
      'Fernández-Villanueva y Echeverría de la Sierra Alta',
      'Hohenberg-Sassenstein-Konstantinidou',
    ],
    companies: ['Gesellschaft für angewandte Schwingungsmessung und Präzisionsfertigung mbH & Co. KG'],
    share: 1,
  },
  emoji: {
    language: 'IT',
    firstNames: ['Fiorella 🦊', 'Ezio 👨‍🔧', 'Nives ❤️'],
    lastNames: ['Lucciola', 'Campanaro'],
    companies: ['Caffè Lucciola ☕️'],
    share: 1,
  },
};

export interface Person {
  readonly firstName: string | null;
  readonly lastName: string;
  readonly companyName: string | null;
  readonly language: Language;
  readonly birthdate: string;
  readonly documentNumber: string;
}

/** Nobody of the same name comes again before every name of that origin has been there. */
export function createPeople(random: Random): (own: Random) => Person {
  const dealOrigin = createDealer(
    random.fork(0),
    Object.values(ORIGINS).map((origin, index) => ({
      item: { origin, dealName: createDealer(random.fork(index + 1), fullNames(origin)) },
      copies: origin.share,
    })),
  );
  return (own) => {
    const { origin, dealName } = dealOrigin();
    return {
      ...dealName(),
      companyName: own.pick(origin.companies),
      language: origin.language,
      birthdate: birthdate(own),
      documentNumber: documentNumber(own),
    };
  };
}

const fullNames = ({ firstNames, lastNames }: Origin): Deck<FullName> =>
  firstNames.flatMap((firstName) =>
    lastNames.map((lastName) => ({ item: { firstName, lastName }, copies: 1 })),
  );

type FullName = Pick<Person, 'firstName' | 'lastName'>;

function birthdate(random: Random): string {
  const twoDigits = (number: number): string => String(number).padStart(2, '0');
  return `${random.integer(1951, 2004)}-${twoDigits(random.integer(1, 12))}-${twoDigits(random.integer(1, 28))}`;
}

/** Nine of the characters that identity documents use: none that could be taken for another. */
function documentNumber(random: Random): string {
  const characters = 'CFGHJKLMNPRTVWXYZ0123456789';
  return Array.from({ length: 9 }, () => characters.charAt(random.integer(0, characters.length - 1))).join(
    '',
  );
}

const HOSTS: Some<{ readonly host: string; readonly floor: string }> = [
  { host: 'Tamsin Okoro-Leitner', floor: '3' },
  { host: 'Dr. Veit Hagedornsen', floor: '1' },
  { host: 'Solveig Brandåker', floor: '5' },
  { host: 'Ilse-Marit Quandtner', floor: '2' },
];

export const inventHost = (random: Random): (typeof HOSTS)[number] => random.pick(HOSTS);
