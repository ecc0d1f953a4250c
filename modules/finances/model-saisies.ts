import { z } from 'zod';
import { CentimesTapes, facultatif, JourTape } from '#core/saisie.ts';
import { PLAFOND_VRAISEMBLABLE } from './constants.ts';
import { Metier, Tache, TempsId, Versement } from './model.ts';

/** `1 h 30`, `1h30`, `1,5`, `2`, `45 min` → minutes; undefined when it is not a length of time. A minus sign is read, and refused by the rule. */
export function lireDureeTapee(texte: string): number | undefined {
  const t = texte.replace(/[\s\u00a0\u202f]/g, '').toLowerCase().replace('−', '-');
  const [, signe, h, m] = /^(-?)(\d{1,3})h(\d{1,2})?(?:min)?$/.exec(t) ?? [];
  if (h !== undefined) return (signe === '-' ? -1 : 1) * (Number(h) * 60 + Number(m ?? 0));
  const [, seules] = /^(-?\d{1,4})(?:min|mn)$/.exec(t) ?? [];
  if (seules !== undefined) return Number(seules);
  const heures = /^-?\d{1,3}([.,]\d{1,2})?$/.test(t) ? Number(t.replace(',', '.')) * 60 : Number.NaN;
  return Number.isFinite(heures) ? Math.round(heures) : undefined;
}

const DureeTapee = z.string().max(20, 'Écrivez une durée, par exemple 1 h 30.').transform((t, ctx): number => {
  const lue = lireDureeTapee(t);
  if (lue === undefined) ctx.addIssue({ code: 'custom', message: 'Écrivez une durée, par exemple 1 h 30.' });
  else if (lue < 1 || lue > 1440) ctx.addIssue({ code: 'custom', message: 'La durée doit être d’une minute au moins et d’un jour au plus.' });
  else return lue;
  return z.NEVER;
});

const texte = (max: number) => z.string().trim().max(max, `${max} caractères au plus.`);

export const SaisieTemps = z.strictObject({ action: texte(200).min(2, 'Dites en quelques mots ce que vous avez fait.'), jour: JourTape, heures: DureeTapee, nature: Versement, mission: texte(120).default(''), preuve: texte(200).default('') });
export const SaisieTravail = z.strictObject({ jour: JourTape, heures: DureeTapee, metier: z.enum(Metier.options, { error: 'Choisissez dans la liste.' }), tache: z.enum(Tache.options, { error: 'Choisissez dans la liste.' }), note: texte(200).default('') });
export const SaisieMonGeste = z.strictObject({ temps: TempsId, geste: z.enum(['confirmer', 'ecarter', 'reprendre', 'contester']) });
/** `les_deux`: the same rate for everybody, in both ledgers, by one decision. */
export const RegistreVote = z.enum([...Versement.options, 'les_deux']);

export const SaisieTaux = z.strictObject({
  nature: RegistreVote,
  profession: facultatif(z.string().regex(/^\d{2}$/, 'Choisissez une profession de la liste.')),
  mission: facultatif(texte(120)),
  heure: CentimesTapes.refine((c) => c >= 1 && c <= 100_000, 'Écrivez un taux entre 0,01 et 1 000 euros.'),
  depuis: JourTape,
  vote: texte(200).min(3, 'Un taux sans vote ne paie personne : dites quelle décision l’a voté.'),
  voteLe: JourTape,
});
export const SaisiePlafond = z.strictObject({
  annee: z.coerce.number().int().min(2000).max(2100),
  plafond: CentimesTapes.refine((c) => c >= PLAFOND_VRAISEMBLABLE.min && c <= PLAFOND_VRAISEMBLABLE.max, 'Écrivez le plafond d’une année entière, entre 10 000 et 200 000 euros.'),
  source: texte(200).min(3, 'Dites d’où vient ce chiffre : l’arrêté et sa date, par exemple.'),
});
export const SaisieExercice = z.strictObject({ annee: z.coerce.number().int().min(2000).max(2100), geste: z.enum(['clore', 'rouvrir']) });
