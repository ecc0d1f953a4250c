import type { z } from 'zod';
import { plusJours } from '#core/jour.ts';
import { zoneFeries } from '#core/calendrier.ts';
import type { Result } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ZoneScolaire } from '../constants.ts';
import type { GroupeId } from '../model.ts';
import { DemandeDeDate, PersonneInvitee } from '../moteur/demande.ts';
import { proposer } from '../moteur/proposer.ts';
import type { Proposition, RefusDeDate } from '../moteur/proposition.ts';
import { occupationsDe } from '../repository-calendriers.ts';
import { type Invitable, listerInvitables, soireesDe } from '../queries.ts';

const SEMAINES = 6;
const Consultations = PersonneInvitee.shape.consultations;
const Conges = PersonneInvitee.shape.conges;

/** A date that loses one person in eight at most counts as equal, so that evenings are shared: the tolerance of the simulated year, in proportion. */
const tolerance = (n: number): number => Math.floor(n / 8);

export type DemandeSimple = { readonly groupe: GroupeId | null; readonly duree: number; readonly zone: ZoneScolaire | null; readonly nombre?: number };

/** The dates that suit a group over the next six weeks, from what the CPTS already knows: hours, leave, evenings given. */
export async function proposerDates(ctx: Contexte, d: DemandeSimple): Promise<{ readonly personnes: readonly Invitable[]; readonly issue: Result<Proposition, RefusDeDate> | undefined }> {
  const personnes = await listerInvitables(ctx, d.groupe);
  if (personnes.length === 0) return { personnes, issue: undefined };
  const soirees = await soireesDe(ctx);
  const prises = await occupationsDe(ctx, ctx.maintenant, new Date(ctx.maintenant.getTime() + (SEMAINES * 7 + 7) * 86_400_000));
  const demande = {
    fuseau: ctx.fuseau, fenetre: { du: plusJours(ctx.aujourdhui, 4), au: plusJours(ctx.aujourdhui, 3 + SEMAINES * 7) }, dureeMinutes: d.duree, heures: { de: '08:00', a: '22:30' }, zoneScolaire: d.zone, feries: zoneFeries({ fuseau: ctx.fuseau }),
    quorum: { presents: 1, essentiels: 0 as const }, tolerancePresents: tolerance(personnes.length), nombre: d.nombre ?? 6,
    personnes: personnes.map((p): z.input<typeof PersonneInvitee> => {
      const h = p.habitudes;
      const vecu = soirees.get(p.personneId);
      return {
        id: p.personneId, nom: p.nom, role: p.role, ...(p.profession ? { profession: p.profession } : {}), ...(p.college ? { college: p.college } : {}), lieu: h?.aDistance ? 'a_distance' : 'sur_place',
        // Until somebody told their hours, a practice is taken to be busy from 8:00 to 19:00 on weekdays, as most are.
        consultations: Consultations.safeParse(h?.consultations ?? undefined).data ?? [], ...(h === null && p.roles.every((r) => r === 'adherent' || r === 'presidence' || r === 'tresorerie') ? { consultations: [{ jours: [1, 2, 3, 4, 5], de: '08:00', a: '12:30' }, { jours: [1, 2, 3, 4, 5], de: '13:45', a: '19:00' }] } : {}),
        occupations: (prises.get(p.personneId) ?? []).map((o) => ({ debut: o.debut.toISOString().replace(/\.\d+/, ''), fin: o.fin.toISOString().replace(/\.\d+/, '') })),
        conges: Conges.safeParse(h?.conges ?? undefined).data ?? [], soireesDeja: vecu?.donnees ?? 0, soirsPris: [...(vecu?.soirs ?? [])], ...(h?.maxSoirees === null || h?.maxSoirees === undefined ? {} : { maxSoirees: h.maxSoirees }),
      };
    }),
  };
  return { personnes, issue: proposer(DemandeDeDate.parse(demande)) };
}
