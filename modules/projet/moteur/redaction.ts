import { applyPatch, createPatch } from 'diff';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Champs, Contenu, Section, Version } from '../model.ts';

/** Ends of lines and trailing blanks come and go with browsers: they are not a change. */
export const normaliser = (texte: string): string =>
  texte
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/**
 * A short fingerprint (FNV-1a, 53 bits) that tells whether the text shown in a form came back untouched.
 * It guards nothing: two texts with one fingerprint would only keep the proposed text.
 */
export function empreinte(texte: string): string {
  let [haut, bas] = [0x811c9dc5, 0x1b873593];
  for (const c of normaliser(texte)) {
    const n = c.codePointAt(0) ?? 0;
    haut = Math.imul(haut ^ n, 0x01000193);
    bas = Math.imul(bas ^ (n + (haut >>> 13)), 0x01000193);
  }
  return (haut >>> 0).toString(16).padStart(8, '0') + (bas >>> 0).toString(16).padStart(8, '0');
}

/** What comes back from the form: `montree` is the fingerprint of the proposed text when that is what the form showed. */
export type Envoi = { readonly champs: Champs; readonly texte: string; readonly montree?: string; readonly base: number };

/** The content that was sent: the proposed text left as it was stays proposed, and goes on following the facts. */
export function contenuEnvoye({ champs, texte, montree }: Envoi): Contenu {
  const propre = normaliser(texte);
  const vides = Object.entries(champs).map(([cle, v]) => [cle, normaliser(v)] as const);
  const intact = montree !== undefined && montree !== '' && empreinte(propre) === montree;
  return { champs: Object.fromEntries(vides.filter(([, v]) => v !== '')), texte: intact || propre === '' ? null : propre };
}

export const memesChamps = (a: Champs, b: Champs): boolean => {
  const cles = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...cles].every((c) => (a[c] ?? '') === (b[c] ?? ''));
};

export const memeContenu = (a: Contenu, b: Contenu): boolean => a.texte === b.texte && memesChamps(a.champs, b.champs);

export type RefusRedaction = { readonly code: 'section_modifiee_entre_temps'; readonly version: number; readonly par?: string; readonly le?: Date } | { readonly code: 'rien_de_change' };

/** Whether a save may replace the section: yes from its present version, no when someone saved meanwhile, nothing to do when equal. */
export function deciderEnregistrement(actuelle: Section<string>, envoye: Contenu, base: number): Result<Contenu, RefusRedaction> {
  if (memeContenu(actuelle, envoye)) return refuser({ code: 'rien_de_change' });
  if (actuelle.version === base) return ok(envoye);
  return refuser({
    code: 'section_modifiee_entre_temps',
    version: actuelle.version,
    ...(actuelle.modifieePar === undefined ? {} : { par: actuelle.modifieePar }),
    ...(actuelle.modifieeLe === undefined ? {} : { le: actuelle.modifieeLe }),
  });
}

/** The text a reader sees: the person's, or the proposed one. */
export const texteVisible = (contenu: Contenu, proposition: string): string => contenu.texte ?? proposition;

/**
 * What has moved under a section since it was last saved. `suivie`: the proposed text stands, so it changed by itself.
 * `depassee`: the person wrote their own, and the proposal they wrote it from is no longer the same.
 */
export type Nouveaute = { readonly cas: 'aucune' } | { readonly cas: 'suivie' | 'depassee'; readonly avant: string; readonly apres: string };

export function nouveaute(section: Section<string>, proposition: string): Nouveaute {
  if (section.version === 0 || normaliser(section.proposition) === normaliser(proposition)) return { cas: 'aucune' };
  return { cas: section.texte === null ? 'suivie' : 'depassee', avant: section.proposition, apres: proposition };
}

/** The work of a comparison grows with the square of what differs: beyond this, no union is tried. */
const ECARTS_AU_PLUS = 800;

export type Reunion = { readonly contenu: Contenu; readonly entiere: boolean };

/** The last line is given its end so that a paragraph added below is not a change of the last one. */
const ligneFinie = (t: string): string => `${t}\n`;

function reunirTextes(base: string, actuel: string, envoye: string): string | undefined {
  if (envoye === base || envoye === actuel) return actuel;
  if (actuel === base) return envoye;
  const rustine = createPatch('texte', ligneFinie(base), ligneFinie(envoye), '', '', { context: 1, maxEditLength: ECARTS_AU_PLUS });
  const reuni = rustine === undefined ? false : applyPatch(ligneFinie(actuel), rustine);
  return reuni === false ? undefined : normaliser(reuni);
}

/**
 * Three-way union: what was sent, laid on what was saved meanwhile, both from the same base. Where the two touched the same
 * field or the same paragraph, what was sent is kept in the form and `entiere` is false: a person decides.
 */
export function reunir(base: Contenu & { readonly proposition: string }, actuel: Section<string>, envoye: Contenu): Reunion {
  const champs: Record<string, string> = {};
  let entiere = true;
  for (const cle of new Set([...Object.keys(base.champs), ...Object.keys(actuel.champs), ...Object.keys(envoye.champs)])) {
    const [b, a, e] = [base.champs[cle] ?? '', actuel.champs[cle] ?? '', envoye.champs[cle] ?? ''];
    const garde = e === b ? a : a === b || a === e ? e : reunirTextes(b, a, e);
    if (garde === undefined) entiere = false;
    champs[cle] = garde ?? e;
  }
  if (envoye.texte === null || actuel.texte === envoye.texte) return { contenu: { champs, texte: envoye.texte === null ? actuel.texte : envoye.texte }, entiere };
  if (actuel.texte === null) return { contenu: { champs, texte: envoye.texte }, entiere };
  const texte = reunirTextes(texteVisible(base, base.proposition), actuel.texte, envoye.texte);
  return { contenu: { champs, texte: texte ?? envoye.texte }, entiere: entiere && texte !== undefined };
}

/** A version as one text, fields first, so that two versions can be compared whole. */
export function enTexte(contenu: Contenu, proposition: string, libelles: Readonly<Record<string, string>>): string {
  const champs = Object.entries(libelles).flatMap(([cle, libelle]) => {
    const valeur = contenu.champs[cle];
    return valeur === undefined || valeur === '' ? [] : [valeur.includes('\n') ? `${libelle}\u00a0:\n${valeur}` : `${libelle}\u00a0: ${valeur}`];
  });
  return [champs.join('\n'), texteVisible(contenu, proposition)].filter((t) => t !== '').join('\n\n');
}

/** The version before another among those that were the section's, set-aside texts skipped. */
export const versionPrecedente = (versions: readonly Version[], numero: number): Version | undefined =>
  versions.filter((v) => v.numero !== undefined && v.numero < numero).reduce<Version | undefined>((m, v) => (m === undefined || (v.numero ?? 0) > (m.numero ?? 0) ? v : m), undefined);
