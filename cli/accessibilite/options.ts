import { isAbsolute, join } from 'node:path';
import type { Palier, Poids } from '#modules/territoire/moteur/poids.ts';
import type { Lu } from './fichiers.ts';

export const METHODES = ['2sfca', 'e2sfca', '3sfca', 'raam', 'apl'] as const;
export type Methode = (typeof METHODES)[number];

/** `0.68`, `0,68` or `2/3`; `NaN` when it is none of them. */
function nombreOuFraction(texte: string): number {
  const [haut, bas, trop] = texte.trim().split('/').map((t) => (/^\d*[.,]?\d+(e-?\d+)?$|^\d+[.,]?$/i.test(t.trim()) ? Number(t.trim().replace(',', '.')) : Number.NaN));
  return haut === undefined || trop !== undefined ? Number.NaN : bas === undefined ? haut : haut / bas;
}

/** Positive number written with a point, a comma or as a fraction, or nothing. */
export function nombrePositif(texte: string): number | undefined {
  const n = nombreOuFraction(texte);
  return Number.isFinite(n) && n > 0 ? n : undefined;
}

function lirePalier(texte: string): Palier | undefined {
  const [jusqua, poids, trop] = texte.split(':').map(nombreOuFraction);
  const valable = jusqua !== undefined && poids !== undefined && trop === undefined && jusqua >= 0 && poids >= 0 && Number.isFinite(jusqua + poids);
  return valable ? { jusqua, poids } : undefined;
}

/** `20:1,40:0.68,60:0.22`, `10:1;15:2/3;20:1/3` (with semicolons a comma is a decimal mark), or `gaussienne:5` (standard deviation). */
export function lirePoids(texte: string): Lu<Poids> {
  const gauss = /^gauss(?:ienne|ian)?:(.+)$/i.exec(texte.trim());
  if (gauss) {
    const sigma = nombrePositif(gauss[1] ?? '');
    return sigma === undefined ? { refus: `--poids ${texte} : l’écart-type doit être un nombre positif.` } : { valeur: { forme: 'gaussienne', sigma } };
  }
  const paliers = texte.split(texte.includes(';') ? ';' : ',').map(lirePalier);
  const lus = paliers.filter((p) => p !== undefined);
  if (lus.length < paliers.length) return { refus: `--poids ${texte} : écrivez des paliers « temps:poids » (20:1,40:0.68,60:0.22) ou « gaussienne:écart-type » (gaussienne:5).` };
  const croissants = lus.every((p, k) => k === 0 || p.jusqua > (lus[k - 1]?.jusqua ?? 0));
  return croissants ? { valeur: { forme: 'paliers', paliers: lus } } : { refus: `--poids ${texte} : les temps doivent aller en croissant, chacun une fois.` };
}

/** Steps of Luo and Qi (2009) spread over the threshold in thirds: `60` gives 20:1, 40:0.68, 60:0.22. */
export const poidsParDefaut = (seuil: number): Poids => ({
  forme: 'paliers',
  paliers: [{ jusqua: seuil / 3, poids: 1 }, { jusqua: (seuil / 3) * 2, poids: 0.68 }, { jusqua: seuil, poids: 0.22 }],
});

/** npm runs its scripts from the folder of the package: a relative path is the caller's, who is elsewhere. */
export function cheminDe(texte: string): string {
  const appelant = process.env['npm_lifecycle_event'] === 'maillage' ? process.env['INIT_CWD'] : undefined;
  return appelant === undefined || isAbsolute(texte) ? texte : join(appelant, texte);
}
