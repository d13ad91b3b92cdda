/** The fixed words of a roll call on paper, in the cloud's 13 languages. Sentences are avoided: a colon serves every grammar. */
import type { Language } from '../../shared/languages.ts';

export interface RollListWords {
  readonly locale: string;
  readonly rollCall: string;
  readonly drill: string;
  readonly onSite: string;
  readonly missing: string;
  readonly found: string;
  readonly left: string;
  readonly name: string;
  readonly company: string;
  readonly host: string;
  readonly arrived: string;
  readonly began: string;
  readonly ended: string;
  readonly asOf: string;
  readonly printed: string;
  readonly noName: string;
  readonly forgotten: string;
  readonly neverInStep: string;
  /** Of a leaving that the cloud has not been told of. */
  readonly notSent: string;
}

const TABLE: Readonly<Record<Language, string>> = {
  en: 'en-GB | Roll call | Drill | On site | Missing | Found | Left | Name | Company | Host | Arrived | Began | Ended | List as of | Printed | No name | No longer kept | never in step with the cloud | not sent yet',
  de: 'de-DE | Appell | Übung | Im Haus | Vermisst | Gefunden | Gegangen | Name | Firma | Gastgeber | Ankunft | Beginn | Ende | Stand der Liste | Gedruckt | Ohne Namen | Nicht mehr gespeichert | noch nie abgeglichen | nicht gemeldet',
  cs: 'cs-CZ | Kontrola přítomných | Cvičení | V objektu | Chybí | Nalezeno | Odešlo | Jméno | Firma | Hostitel | Příchod | Začátek | Konec | Stav seznamu | Vytištěno | Bez jména | Již neuloženo | dosud nesladěno | neodesláno',
  es: 'es-ES | Recuento | Simulacro | En el edificio | Falta | Localizado | Salió | Nombre | Empresa | Anfitrión | Llegada | Inicio | Fin | Lista a fecha de | Impreso | Sin nombre | Ya no se conserva | nunca sincronizada | sin enviar',
  fr: 'fr-FR | Appel | Exercice | Sur site | Manquant | Retrouvé | Parti | Nom | Société | Hôte | Arrivée | Début | Fin | Liste à jour de | Imprimé | Sans nom | N’est plus conservé | jamais synchronisée | non transmis',
  hr: 'hr-HR | Prozivka | Vježba | U zgradi | Nedostaje | Pronađeno | Otišlo | Ime | Tvrtka | Domaćin | Dolazak | Početak | Kraj | Stanje popisa | Ispisano | Bez imena | Više se ne čuva | nikad usklađeno | nije poslano',
  hu: 'hu-HU | Névsorolvasás | Gyakorlat | Az épületben | Hiányzik | Megvan | Távozott | Név | Cég | Vendéglátó | Érkezés | Kezdet | Vége | A lista állapota | Nyomtatva | Név nélkül | Már nincs tárolva | még nem egyeztetett | nincs elküldve',
  it: 'it-IT | Appello | Esercitazione | In sede | Manca | Trovato | Uscito | Nome | Azienda | Referente | Arrivo | Inizio | Fine | Elenco aggiornato | Stampato | Senza nome | Non più conservato | mai sincronizzato | non inviato',
  nl: 'nl-NL | Appel | Oefening | In het gebouw | Vermist | Gevonden | Vertrokken | Naam | Bedrijf | Gastheer | Aankomst | Begin | Einde | Lijst van | Afgedrukt | Zonder naam | Niet meer bewaard | nog nooit bijgewerkt | niet verzonden',
  pl: 'pl-PL | Lista obecności | Ćwiczenia | W obiekcie | Brakuje | Odnaleziono | Wyszło | Imię i nazwisko | Firma | Gospodarz | Przybycie | Początek | Koniec | Stan listy | Wydrukowano | Bez nazwiska | Już nieprzechowywane | nigdy nieuzgodniona | niewysłane',
  ro: 'ro-RO | Apel | Exercițiu | În clădire | Lipsește | Găsit | Plecat | Nume | Companie | Gazdă | Sosire | Început | Sfârșit | Lista din | Tipărit | Fără nume | Nu se mai păstrează | niciodată sincronizată | netrimis',
  ru: 'ru-RU | Перекличка | Учение | На объекте | Не найдено | Найдено | Ушло | Имя | Компания | К кому | Прибытие | Начало | Конец | Список на | Напечатано | Без имени | Больше не хранится | ещё не сверялся | не отправлено',
  zh: 'zh-CN | 点名 | 演习 | 在场 | 未找到 | 已找到 | 已离开 | 姓名 | 公司 | 接待人 | 到达 | 开始 | 结束 | 名单截至 | 打印 | 无姓名 | 已不再保存 | 从未同步 | 尚未发送',
};

const toWords = (row: string): RollListWords => {
  const cells = row.split(' | ');
  const cell = (column: number): string => cells[column] ?? '';
  return {
    locale: cell(0),
    rollCall: cell(1),
    drill: cell(2),
    onSite: cell(3),
    missing: cell(4),
    found: cell(5),
    left: cell(6),
    name: cell(7),
    company: cell(8),
    host: cell(9),
    arrived: cell(10),
    began: cell(11),
    ended: cell(12),
    asOf: cell(13),
    printed: cell(14),
    noName: cell(15),
    forgotten: cell(16),
    neverInStep: cell(17),
    notSent: cell(18),
  };
};

export const rollListWords = (language: Language): RollListWords => toWords(TABLE[language]);
