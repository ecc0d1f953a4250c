import { accord, enumerer } from '#core/texte.ts';
import { TEXTES_DES_TABLES } from './constants.ts';
import type { Demande, Relue, TexteNomme } from './model.ts';
import { type Mention, mentionsDe, type Reperes, textesDe } from './moteur/noms.ts';

/** A piece of a text: words as they stand, or a name struck with what would replace it. */
export type Morceau = { readonly dit: string } | { readonly retire: string; readonly mis: string };
/** A name, or several close to one another, with the words around them. */
export type Passage = readonly Morceau[];
export type TexteVu = { readonly cle: string; readonly ou: string; readonly passages: readonly Passage[]; readonly autres: number; readonly fois: string };
export type VueTextes = {
  readonly base: string; readonly id: string; readonly nom: string; readonly phrase: string;
  /** What is not read yet, in a sentence. */
  readonly suite?: string;
  readonly surs: readonly TexteVu[]; readonly doutes: readonly TexteVu[]; readonly laisses: readonly TexteVu[];
  readonly recrits: readonly { readonly cle: string; readonly ou: string; readonly extrait: string }[];
  readonly gardes: readonly { readonly ou: string; readonly pourquoi: string; readonly fois: string }[];
};

const AUTOUR = 80;
const PASSAGES_AU_PLUS = 3;
const EXTRAIT = 160;

/** Some words before this place, none of them cut. */
function debutDe(texte: string, place: number): number {
  const depuis = Math.max(0, place - AUTOUR);
  const espace = depuis === 0 ? -1 : texte.slice(depuis, place).search(/\s/u);
  return espace < 0 ? depuis : depuis + espace + 1;
}
function finDe(texte: string, place: number): number {
  const jusque = Math.min(texte.length, place + AUTOUR);
  const espace = jusque === texte.length ? -1 : texte.slice(place, jusque).search(/\s\S*$/u);
  return espace < 0 ? jusque : place + espace;
}

/** The names of a text with the words around; those that share their words are read together, so that each is struck wherever it shows. */
function passagesDe(texte: string, mentions: readonly Mention[]): readonly { readonly mentions: number; readonly passage: Passage }[] {
  const groupes: Mention[][] = [];
  for (const m of mentions) {
    const dernier = groupes.at(-1);
    if (dernier && debutDe(texte, m.debut) <= finDe(texte, dernier.at(-1)?.fin ?? 0)) dernier.push(m);
    else groupes.push([m]);
  }
  return groupes.map((g) => {
    const [debut, fin] = [debutDe(texte, g[0]?.debut ?? 0), finDe(texte, g.at(-1)?.fin ?? 0)];
    const morceaux: Morceau[] = debut > 0 ? [{ dit: '… ' }] : [];
    let lu = debut;
    for (const m of g) {
      morceaux.push({ dit: texte.slice(lu, m.debut) }, { retire: texte.slice(m.debut, m.fin), mis: m.remplacement });
      lu = m.fin;
    }
    return { mentions: g.length, passage: [...morceaux, { dit: `${texte.slice(lu, fin)}${fin < texte.length ? ' …' : ''}` }] };
  });
}

const titreDe = (table: string): string => TEXTES_DES_TABLES[table]?.titre ?? table;

type Lu = { readonly t: TexteNomme; readonly vu: TexteVu; readonly certain: boolean };

function lire(t: TexteNomme, reperes: Reperes): Lu | undefined {
  const lus = textesDe(t.valeur).map((texte) => ({ texte, mentions: mentionsDe(texte, reperes) })).filter((x) => x.mentions.length > 0);
  if (lus.length === 0) return undefined;
  const passages = lus.flatMap(({ texte, mentions }) => passagesDe(texte, mentions));
  return { t, certain: lus.some((x) => x.mentions.some((m) => m.certain)), vu: { cle: t.cle, ou: titreDe(t.table), passages: passages.slice(0, PASSAGES_AU_PLUS).map((p) => p.passage), autres: passages.slice(PASSAGES_AU_PLUS).reduce((n, p) => n + p.mentions, 0), fois: t.ids.length > 1 ? `le même texte ${t.ids.length} fois` : '' } };
}

/** How many texts still name this person and wait for a word. */
export function aRelire(textes: readonly TexteNomme[], reperes: Reperes, relues: readonly Relue[]): number {
  const laisses = new Set(relues.map((r) => r.cle));
  return textes.filter((t) => !t.scelle && !laisses.has(t.cle) && lire(t, reperes) !== undefined).length;
}

export function presenterTextes(f: { readonly base: string; readonly demande: Demande; readonly textes: readonly TexteNomme[]; readonly reperes: Reperes; readonly relues: readonly Relue[]; readonly suites: readonly string[] }): VueTextes {
  const lus = f.textes.flatMap((t) => lire(t, f.reperes) ?? []);
  const laisses = new Set(f.relues.filter((r) => r.choix === 'laisse').map((r) => r.cle));
  const libres = lus.filter((l) => !l.t.scelle);
  const attendent = libres.filter((l) => !laisses.has(l.t.cle));
  const gardes = Map.groupBy(lus.filter((l) => l.t.scelle), (l) => l.t.table);
  const phrase = attendent.length === 0 ? (f.relues.length === 0 ? 'Aucun texte libre ne nomme cette personne.' : 'Tous les textes qui la nomment sont relus.') : `${accord(attendent.length, 'texte nomme', 'textes nomment')} peut-être cette personne : remplacez ou laissez, un par un.`;
  return {
    base: f.base, id: f.demande.id, nom: f.demande.nom, phrase,
    ...(f.suites.length > 0 ? { suite: `Il y en a trop pour une page : ${enumerer(f.suites.map((table) => `« ${titreDe(table)} »`))} en ${f.suites.length > 1 ? 'contiennent' : 'contient'} d’autres. Ils viendront ici quand ceux-ci seront relus.` } : {}),
    surs: attendent.filter((l) => l.certain).map((l) => l.vu), doutes: attendent.filter((l) => !l.certain).map((l) => l.vu), laisses: libres.filter((l) => laisses.has(l.t.cle)).map((l) => l.vu),
    recrits: f.relues.filter((r) => r.choix === 'remplace').map((r) => ({ cle: r.cle, ou: titreDe(r.ou.split('.')[0] ?? ''), extrait: textesDe(r.apres).join(' ').slice(0, EXTRAIT) })),
    gardes: [...gardes].map(([table, l]) => ({ ou: titreDe(table), pourquoi: TEXTES_DES_TABLES[table]?.pourquoi ?? '', fois: accord(l.length, 'texte') })),
  };
}
