/**
 * How a name that is not written in plain Latin letters may be typed on a keyboard that has no others. A name has as many spellings as
 * there are people who write it down, so each script has the ways that visitors meet: that of passports (ICAO 9303), and the everyday
 * ones. Search compares with all of them; none is ever shown.
 *
 * Chinese is here with its commonest family names only: everything else needs a dictionary of readings, as Japanese kanji do. Arabic is
 * written without its short vowels, so only what remains of a name without vowels can be compared.
 */

/** Latin letters with signs, as Europe has them. */
const IS_EUROPEAN = /^[\x20-\u024f]*$/;
/** Nothing but ASCII. */
export const IS_PLAIN = /^[\x20-\x7e]*$/;

/** One spelling of each letter; what is not named stays as it is. */
type Letters = Readonly<Record<string, string>>;

const letters = (table: string): Letters =>
  Object.fromEntries(table.split(' ').map((pair) => pair.split(':') as [string, string]));

function respell(word: string, table: Letters): string {
  let respelt = '';
  for (const letter of word) respelt += table[letter] ?? letter;
  return respelt;
}

/** ICAO 9303 part 3, section 6 B: passports since 2010. */
const CYRILLIC = letters(
  'а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ:ie ы:y ь: э:e ю:iu я:ia ' +
    'і:i ї:i є:ie ґ:g ў:u ђ:d ј:j љ:lj њ:nj ћ:c џ:dz ѓ:g ќ:k ѕ:dz',
);
/** As English writes it (BGN/PCGN), and as German does (Duden); after the passport's. */
const CYRILLIC_ENGLISH: Letters = {
  ...CYRILLIC,
  ...letters('ё:yo й:y ъ: ю:yu я:ya ї:yi є:ye х:h ђ:dj џ:dzh ћ:ch'),
};
const CYRILLIC_GERMAN: Letters = {
  ...CYRILLIC,
  ...letters('ё:jo ж:sch з:s й:i х:ch ц:z ч:tsch ш:sch щ:schtsch ъ: ю:ju я:ja в:w ї:ji є:je џ:dsch ћ:tsch'),
};

/** ELOT 743, which is ISO 843 type 2. */
const GREEK = letters(
  'α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o',
);
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/([αεη])υ(?=[βγδζλμνραεηιοωυ])/g, '$1v'],
  [/([αεη])υ/g, '$1f'],
  [/ου/g, 'ou'],
  [/γγ/g, 'ng'],
  [/γξ/g, 'nx'],
  [/γχ/g, 'nch'],
  [/^μπ/g, 'b'],
];
/** As it is heard: Yorgos for Giorgos, Hristos for Christos. */
const GREEK_HEARD: readonly (readonly [RegExp, string])[] = [
  [/γι(?=[αεοωυ])/g, 'y'],
  [/γ(?=[ειηυ])/g, 'y'],
  [/μπ/g, 'b'],
  [/ντ/g, 'd'],
  [/γκ/g, 'g'],
  [/χ/g, 'h'],
  [/υ(?![βγδζλμνρ])/g, 'i'],
];

const replaced = (word: string, pairs: readonly (readonly [RegExp, string])[]): string =>
  pairs.reduce((text, [pattern, by]) => text.replace(pattern, by), word);

function greekForms(word: string): readonly string[] {
  const passport = replaced(word, GREEK_PAIRS);
  const heard = replaced(word.replace(/ου/g, 'ou').replace(/([αεη])υ/g, '$1v'), GREEK_HEARD);
  return [respell(passport, GREEK), respell(heard, GREEK)];
}

/** Revised Romanization of Korea (2000), syllable by syllable; sounds that change between two syllables are left as written. */
const INITIALS = 'g kk n d tt r m b pp s ss - j jj ch k t p h'
  .split(' ')
  .map((sound) => sound.replace('-', ''));
const MEDIALS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const FINALS = '- k k k n n n t l k m l l l p l m p p t t ng t t k t p t'
  .split(' ')
  .map((sound) => sound.replace('-', ''));
const FIRST_SYLLABLE = 0xac00;
const HANGUL = /[\uac00-\ud7a3]/;
/** Families write their names as they did before 2000. */
const KOREAN_FAMILIES = letters(
  '김:kim 이:lee 박:park 최:choi 정:jung 강:kang 조:cho 윤:yoon 장:jang 임:lim 오:oh 한:han 신:shin 서:seo 권:kwon 황:hwang 안:ahn 송:song 류:ryu 유:yoo 홍:hong 전:jeon 고:ko 문:moon 양:yang 손:son 배:bae 백:baek 허:heo 노:roh',
);

function syllable(letter: string): string {
  if (!HANGUL.test(letter)) return letter;
  const code = letter.charCodeAt(0) - FIRST_SYLLABLE;
  const initial = INITIALS[Math.floor(code / 588)] ?? '';
  const medial = MEDIALS[Math.floor((code % 588) / 28)] ?? '';
  return `${initial}${medial}${FINALS[code % 28] ?? ''}`;
}

/** A name in one word begins with the family's; a word of one syllable is the family's alone. */
function koreanForms(word: string): readonly string[] {
  const spelled = Array.from(word, syllable).join('');
  const family = KOREAN_FAMILIES[word.charAt(0)];
  if (family === undefined || word.length > 4) return [spelled];
  return [spelled, family, `${family}${Array.from(word.slice(1), syllable).join('')}`];
}

/** The commonest family names in pinyin without tones, simplified and traditional: more than four in five people in China. */
const CHINESE_FAMILIES = letters(
  '王:wang 李:li 张:zhang 張:zhang 刘:liu 劉:liu 陈:chen 陳:chen 杨:yang 楊:yang 黄:huang 黃:huang 赵:zhao 趙:zhao 吴:wu 吳:wu 周:zhou 徐:xu 孙:sun 孫:sun 马:ma 馬:ma 朱:zhu 胡:hu 郭:guo 何:he 林:lin 高:gao 罗:luo 羅:luo 郑:zheng 鄭:zheng 梁:liang 谢:xie 謝:xie 宋:song 唐:tang 许:xu 許:xu 韩:han 韓:han 邓:deng 鄧:deng 冯:feng 馮:feng 曹:cao 彭:peng 曾:zeng 肖:xiao 萧:xiao 蕭:xiao 田:tian 董:dong 潘:pan 袁:yuan 蔡:cai 蒋:jiang 蔣:jiang 余:yu 于:yu 杜:du 叶:ye 葉:ye 程:cheng 魏:wei 苏:su 蘇:su 吕:lu 呂:lu 丁:ding 任:ren 卢:lu 盧:lu 姚:yao 沈:shen 钟:zhong 鍾:zhong 姜:jiang 崔:cui 谭:tan 譚:tan 陆:lu 陸:lu 范:fan 汪:wang 廖:liao 石:shi 金:jin 韦:wei 韋:wei 贾:jia 賈:jia 夏:xia 付:fu 方:fang 邹:zou 鄒:zou 熊:xiong 白:bai 孟:meng 秦:qin 邱:qiu 侯:hou 江:jiang 尹:yin 薛:xue 闫:yan 阎:yan 段:duan 雷:lei 龙:long 龍:long 黎:li 史:shi 陶:tao 贺:he 賀:he 毛:mao 郝:hao 顾:gu 顧:gu 龚:gong 龔:gong 邵:shao 万:wan 萬:wan 武:wu 钱:qian 錢:qian 戴:dai 严:yan 嚴:yan 莫:mo 孔:kong 常:chang',
);
const HAN = /^\p{Script=Han}+$/u;

/** A company's name is longer and begins with a place, not with a family. */
function chineseForms(word: string): readonly string[] {
  const family = CHINESE_FAMILIES[word.charAt(0)];
  return family === undefined || word.length > 3 ? [] : [family];
}

/** Consonants as in passports (ICAO 9303, part 3, section 6 C), in the everyday spelling of each; long vowels fall away with the short. */
const ARABIC = letters(
  'ب:b پ:p ت:t ث:th ج:j چ:ch ح:h خ:kh د:d ذ:dh ر:r ز:z ژ:zh س:s ش:sh ص:s ض:d ط:t ظ:z غ:gh ف:f ق:k ک:k ك:k گ:g ل:l م:m ن:n ه:h و:w ي:y ی:y ا: أ: إ: آ: ء: ئ: ؤ: ع: ة: ى:',
);
/** Marks a form without vowels, so that it is compared with others of its kind only; no name has this character. */
const SKELETON_MARK = '~';
/** Two consonants are in too many names. */
const SHORTEST_SKELETON = 3;

/** What is left of a spelling without its vowels: Mohammed, Muhammad and Mohamed are "mhmd". */
function skeleton(latin: string): string {
  const single = latin
    .replace(/(.)\1+/g, '$1')
    .replace(/q/g, 'k')
    .replace(/c(?!h)/g, 'k');
  return `${single.charAt(0).replace(/[aeiou]/, '')}${single.slice(1).replace(/[aeiouyw]/g, '')}`;
}

/** The article is written with its noun, and often left away in Latin. */
function arabicForms(word: string): readonly string[] {
  const words = word.startsWith('ال') ? [word, word.slice(2)] : [word];
  return words.map((written) => `${SKELETON_MARK}${skeleton(respell(written, ARABIC))}`);
}

/** How a word that is typed in Latin letters looks among the forms without vowels; `null` where too little is left to compare. */
export function skeletonOf(typed: string): string | null {
  if (!/^[a-z'-]+$/.test(typed)) return null;
  const left = skeleton(typed.replace(/['-]/g, ''));
  return left.length < SHORTEST_SKELETON ? null : `${SKELETON_MARK}${left}`;
}

/** In the alphabets of Europe a letter with a sign may stand for two letters, and two letters for one with a sign. */
const TWO_LETTERS = letters('ä:ae ö:oe ü:ue å:aa ø:oe đ:dj þ:th');
/**
 * "ue" after a vowel or q is no umlaut: Bauer, Queen. The same rule as in Lucene's GermanNormalizationFilter; "aa" for å as in its
 * ScandinavianFoldingFilter.
 */
const asOneLetter = (word: string): string =>
  MAY_BE_ONE_LETTER.test(word) ? word.replace(/(?<![aeiouq])([aou])e/g, '$1').replace(/aa/g, 'a') : word;
/** Without these two letters beside each other, a word in plain letters has no other form. */
export const MAY_BE_ONE_LETTER = /[aou]e|aa/;

/** Other ways to spell a word, of lower case and in composed characters (NFC). The word itself is none of them. */
export function latinForms(word: string): readonly string[] {
  // By far the most words, and nothing of the tables below is in them.
  if (IS_PLAIN.test(word)) return [asOneLetter(word)];
  if (IS_EUROPEAN.test(word)) return [respell(word, TWO_LETTERS), asOneLetter(word)];
  if (/\p{Script=Cyrillic}/u.test(word))
    return [CYRILLIC, CYRILLIC_ENGLISH, CYRILLIC_GERMAN].map((table) => respell(word, table));
  if (/\p{Script=Greek}/u.test(word)) return greekForms(word.normalize('NFD').replace(/\p{M}+/gu, ''));
  if (HANGUL.test(word)) return koreanForms(word);
  if (HAN.test(word)) return chineseForms(word);
  if (/\p{Script=Arabic}/u.test(word)) return arabicForms(word.replace(/\p{M}+|\u200c|\u0640/gu, ''));
  return [respell(word, TWO_LETTERS), asOneLetter(word)];
}
