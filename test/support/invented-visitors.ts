/** Some forty people who do not exist, from the easy to the hellish: what a badge must survive. */

export interface InventedVisitor {
  readonly title: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly companyName: string | null;
  readonly host?: string;
  readonly typeLabel?: string;
  readonly language?: string;
}

type Row = readonly [
  title: string,
  first: string | null,
  last: string | null,
  company: string | null,
  language?: string,
];

const EASY: readonly Row[] = [
  ['plain', 'Amira', 'Haddad', 'Nordlicht Robotics'],
  ['umlauts', 'Jürgen', 'Müller-Lüdenscheidt', 'Weidmann Kältetechnik GmbH', 'DE'],
  ['Polish', 'Piotr', 'Zieliński', 'Zieliński Logistyka', 'PL'],
  ['Czech', 'Žofie', 'Dvořáková', 'Říční Doprava s.r.o.', 'CS'],
  ['Hungarian', 'Őzike', 'Szűcs', 'Tűzifa Kft.', 'HU'],
  ['Romanian', 'Ștefan', 'Țăranu', 'Grădina Verde SRL', 'RO'],
  ['Spanish', 'Tomás', 'Echeverría de la Peña', 'Puerto Azul Seguros', 'ES'],
  ['French', 'Zoë-Éloïse', "d'Argençon", 'Cœur & Fils', 'FR'],
  ['Croatian', 'Đurđa', 'Šćepanović', 'Čvrsto d.o.o.', 'HR'],
  ['Italian', 'Maria Elena', 'D’Angelo-Montefiori', 'Officine Meccaniche S.p.A.', 'IT'],
  ['Dutch', 'Sjoerd', 'van den IJssel', 'Waterschap De Linge', 'NL'],
  ['Vietnamese', 'Nguyễn Thị', 'Ánh Tuyết', 'Công ty Mặt Trời'],
  [
    'long company',
    'Grace',
    'Okafor',
    'Okafor, Lindqvist, Featherstonehaugh & Partners Landscape Architects LLP',
  ],
  ['long family name', 'Wolfgang', 'Freiherr von und zu Hohenlohe-Waldenburg-Schillingsfürst', 'Hofgut'],
  ['four given names', 'Maria da Conceição', 'dos Santos Oliveira e Silva', 'Mar Aberto'],
  ['one word', 'Ravindranathan', null, 'Kaveri Systems'],
  ['family name only', null, 'Sukarno', 'Nusantara Tbk'],
  ['one letter', 'O', null, null],
  ['two letters', 'Bo', 'Li', 'X'],
  ['no company', 'Ida', 'Nyström', null],
  ['nothing at all', null, null, null],
];

const SCRIPTS: readonly Row[] = [
  ['Arabic', 'محمد', 'الفارسي', 'شركة النور للتجارة'],
  [
    'Arabic, long',
    'عبد الرحمن بن عبد العزيز',
    'آل السديري الهاشمي',
    'مؤسسة الخليج العربي للاستشارات الهندسية',
  ],
  ['Persian with joiners', 'نرگس', 'می‌خواهم‌زاده', 'Parsian Co.'],
  ['Arabic with Latin company', 'ليلى', 'حداد', 'Levant Textiles S.A.L.'],
  ['Hebrew', 'יוסף', 'בן־דוד', 'אור הצפון בע״מ'],
  ['Chinese', '丽华', '王', '深圳市蓝图科技有限公司', 'ZH_CN'],
  ['Chinese, one field', '欧阳娜娜', null, '上海长江国际贸易有限公司浦东新区分公司第二营业部'],
  ['Chinese, traditional', '麗華', '陳', '臺灣光電'],
  ['Japanese', 'さくら', '田中', '株式会社みなと'],
  ['Korean', '지우', '김', '한빛전자'],
  ['Thai', 'ณัฐวุฒิ', 'ศรีสุวรรณ', 'บริษัท แม่น้ำ จำกัด'],
  ['Greek', 'Ευαγγελία', 'Παπαδοπούλου', 'Ωκεανός Α.Ε.'],
  ['Russian', 'Анна', 'Щербакова', 'ООО «Северный ветер»', 'RU'],
  ['Ukrainian', 'Їжак', 'Ґалаґан', 'Київ Цемент'],
  ['Devanagari', 'अमिता', 'देवी', 'सूर्य उद्योग'],
  ['Latin with Chinese', 'Michael 明', 'Chan 陳', 'Pearl River 珠江'],
];

const HELL: readonly Row[] = [
  ['300 characters', 'Bartholomew '.repeat(25).slice(0, 300), 'Quill', 'Long & Sons '.repeat(30)],
  ['300 characters, no space', 'W'.repeat(300), null, 'M'.repeat(300)],
  ['controls', 'Bo\u0000b\u0007\u001B[31m', 'Li\nne\tBreak\r', 'A\u0085B\u2028C'],
  ['bidi overrides', '\u202Enimda\u202C', '\u2067Smith\u2066', '\u202Bmoc.live\u200F'],
  ['printer commands', 'Bob^FS^XZ^XA^FDx^FS', '~JA\u001B@', '^XA^IDR:*.*^XZ'],
  ['emoji families', 'Zoe 👩‍🚀', '👨‍👩‍👧 🏳️‍🌈 👍🏽', '❤️ & ☕ Ltd'],
  ['tower of marks', 'Z\u0351\u0352\u0353\u0354\u0355\u0356\u0357\u0358algo', 'H\u0303'.repeat(6), 'e\u0301'],
  ['lone surrogate', 'Sam\uD83D', '\uDE00Poe', '\uFFFF\uE000'],
];

export const INVENTED_VISITORS: readonly InventedVisitor[] = [
  ...[...EASY, ...SCRIPTS, ...HELL].map(([title, firstName, lastName, companyName, language], index) => ({
    title,
    firstName,
    lastName,
    companyName,
    ...(index % 3 === 0 ? { host: 'Lena Vogt' } : {}),
    ...(language === undefined ? {} : { language }),
  })),
  {
    title: 'everything long at once',
    firstName: 'Christopher-Alexander',
    lastName: 'Featherstonehaugh-Cholmondeley',
    companyName: 'Bundesvereinigung der Landesarbeitsgemeinschaften für Sicherheit e. V.',
    host: 'Prof. Dr. Dr. h. c. Maximiliane von Waldburg-Zeil',
    typeLabel: 'External contractor, escorted',
    language: 'DE',
  },
];
