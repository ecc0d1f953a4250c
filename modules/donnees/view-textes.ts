import { accord } from '#core/texte.ts';
import { TEXTES_DES_TABLES } from './constants.ts';
import type { Demande, Relue, TexteNomme } from './model.ts';
import { type Mention, mentionsDe, type Reperes, textesDe } from './moteur/noms.ts';

/** A piece of a text around a name: what stands before, the name, what would replace it, what follows. */
export type Passage = { readonly avant: string; readonly retire: string; readonly mis: string; readonly apres: string };
export type TexteVu = { readonly cle: string; readonly ou: string; readonly passages: readonly Passage[]; readonly autres: number; readonly fois: string };
export type VueTextes = {
  readonly base: string; readonly id: string; readonly nom: string; readonly phrase: string;
  readonly surs: readonly TexteVu[]; readonly doutes: readonly TexteVu[]; readonly laisses: readonly TexteVu[];
  readonly recrits: readonly { readonly cle: string; readonly ou: string; readonly extrait: string }[];
  readonly gardes: readonly { readonly ou: string; readonly pourquoi: string; readonly fois: string }[];
};

const AUTOUR = 80;
const PASSAGES_AU_PLUS = 3;
const EXTRAIT = 160;

const passageDe = (texte: string, m: Mention): Passage => ({
  avant: `${m.debut > AUTOUR ? '… ' : ''}${texte.slice(Math.max(0, m.debut - AUTOUR), m.debut)}`, retire: texte.slice(m.debut, m.fin), mis: m.remplacement,
  apres: `${texte.slice(m.fin, m.fin + AUTOUR)}${m.fin + AUTOUR < texte.length ? ' …' : ''}`,
});

const titreDe = (table: string): string => TEXTES_DES_TABLES[table]?.titre ?? table;

type Lu = { readonly t: TexteNomme; readonly vu: TexteVu; readonly certain: boolean };

function lire(t: TexteNomme, reperes: Reperes): Lu | undefined {
  const mentions = textesDe(t.valeur).flatMap((texte) => mentionsDe(texte, reperes).map((m) => ({ m, texte })));
  if (mentions.length === 0) return undefined;
  const passages = mentions.slice(0, PASSAGES_AU_PLUS).map(({ m, texte }) => passageDe(texte, m));
  return { t, certain: mentions.some(({ m }) => m.certain), vu: { cle: t.cle, ou: titreDe(t.table), passages, autres: mentions.length - passages.length, fois: t.ids.length > 1 ? `le même texte ${t.ids.length} fois` : '' } };
}

/** How many texts still name this person and wait for a word. */
export function aRelire(textes: readonly TexteNomme[], reperes: Reperes, relues: readonly Relue[]): number {
  const laisses = new Set(relues.map((r) => r.cle));
  return textes.filter((t) => !t.scelle && !laisses.has(t.cle) && lire(t, reperes) !== undefined).length;
}

export function presenterTextes(f: { readonly base: string; readonly demande: Demande; readonly textes: readonly TexteNomme[]; readonly reperes: Reperes; readonly relues: readonly Relue[] }): VueTextes {
  const lus = f.textes.flatMap((t) => lire(t, f.reperes) ?? []);
  const laisses = new Set(f.relues.filter((r) => r.choix === 'laisse').map((r) => r.cle));
  const libres = lus.filter((l) => !l.t.scelle);
  const attendent = libres.filter((l) => !laisses.has(l.t.cle));
  const gardes = Map.groupBy(lus.filter((l) => l.t.scelle), (l) => l.t.table);
  const phrase = attendent.length === 0 ? (f.relues.length === 0 ? 'Aucun texte libre ne nomme cette personne.' : 'Tous les textes qui la nomment sont relus.') : `${accord(attendent.length, 'texte nomme', 'textes nomment')} peut-être cette personne : remplacez ou laissez, un par un.`;
  return {
    base: f.base, id: f.demande.id, nom: f.demande.nom, phrase,
    surs: attendent.filter((l) => l.certain).map((l) => l.vu), doutes: attendent.filter((l) => !l.certain).map((l) => l.vu), laisses: libres.filter((l) => laisses.has(l.t.cle)).map((l) => l.vu),
    recrits: f.relues.filter((r) => r.choix === 'remplace').map((r) => ({ cle: r.cle, ou: titreDe(r.ou.split('.')[0] ?? ''), extrait: textesDe(r.apres).join(' ').slice(0, EXTRAIT) })),
    gardes: [...gardes].map(([table, l]) => ({ ou: titreDe(table), pourquoi: TEXTES_DES_TABLES[table]?.pourquoi ?? '', fois: accord(l.length, 'texte') })),
  };
}
