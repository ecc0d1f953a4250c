import { z } from 'zod';
import { accord } from '#core/texte.ts';
import { PersonneId } from '#core/tenancy.ts';
import type { ContextePage } from '#server/contexte.ts';
import { enListe } from '#server/formulaires.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { creneauDans, libelleStatutReunion, libelleStatutSondage, momentDans, phraseRefusAgenda } from './labels.ts';
import { GroupeId } from './model.ts';
import { PersonneInvitee } from './moteur/demande.ts';
import { PageAgenda } from './pages/agenda.tsx';
import { PageDisponibilites } from './pages/disponibilites.tsx';
import { PageGroupes } from './pages/groupes.tsx';
import { peutOrganiser, peutVoirAgenda } from './permissions.ts';
import { lireHabitudes, listerGroupes, listerInvitables, listerMembres, listerReunions, listerSondages, soireesDe } from './queries.ts';
import { routesCalendriers } from './routes-calendriers.tsx';
import { routesChoix } from './routes-choix.tsx';
import { routesLiens } from './routes-liens.tsx';
import { routesReunions } from './routes-reunions.tsx';
import { cadreAgenda, enMembre, NATURES, reserve, routesSondages } from './routes-sondages.tsx';
import { ecrireConges, ecrireConsultations, lireConges, lireConsultations } from './rules.ts';
import { direHabitudes, tenirGroupe } from './use-cases/tenir-groupes.ts';

async function pageAgenda(ctx: ContextePage): Promise<VuePage> {
  const [sondages, reunions] = [await listerSondages(ctx), await listerReunions(ctx)];
  const prochaine = reunions.find((r) => r.fin >= ctx.maintenant && r.statut === 'prevue');
  const vue = {
    base: ctx.base, peutOrganiser: peutOrganiser(ctx.qui),
    phrase: prochaine ? `Prochaine réunion : ${momentDans(prochaine.debut, ctx.fuseau)}, ${prochaine.titre}.` : 'Aucune réunion prévue.',
    sondages: sondages.map((s) => ({ id: s.id, titre: s.titre, href: `${ctx.base}/agenda/sondages/${s.id}`, statut: libelleStatutSondage[s.statut], aMoi: s.aMoi && s.statut === 'ouverte' && s.clotureLe > ctx.maintenant, ouvert: s.statut === 'ouverte' || s.statut === 'close', detail: s.dateRetenue ? `Retenue : ${momentDans(s.dateRetenue, ctx.fuseau)}` : `${s.repondu} sur ${accord(s.attendus, 'réponse')}, jusqu’au ${momentDans(s.clotureLe, ctx.fuseau)}` })),
    reunions: reunions.map((r) => ({ id: r.id, titre: r.titre, href: `${ctx.base}/agenda/reunions/${r.id}`, quand: creneauDans(r.debut, r.fin, ctx.fuseau), detail: r.statut === 'prevue' ? accord(r.invites, 'personne') : libelleStatutReunion[r.statut], passee: r.fin < ctx.maintenant || r.statut === 'annulee' })),
  };
  return { ...cadreAgenda(ctx, 'Agenda'), sujets: ['agenda'], corps: <PageAgenda vue={vue} /> };
}

type Reprise = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>>; readonly refus?: string };

async function pageGroupes(ctx: ContextePage, { erreurs = {}, valeurs = {}, refus: phrase }: Reprise = {}): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const [groupes, membres, personnes] = [await listerGroupes(ctx), await listerMembres(ctx), await listerInvitables(ctx, null)];
  const vue = {
    base: ctx.base, peutOrganiser: peutOrganiser(ctx.qui), refus: phrase, erreurs, valeurs, personnes: personnes.map((p) => ({ valeur: p.personneId, libelle: p.nom })),
    groupes: groupes.map((g) => {
      const siens = membres.filter((m) => m.groupeId === g.id);
      return { id: g.id, nom: g.nom, rythme: g.rythme ?? '', duree: g.dureeMinutes, membres: siens.map((m) => m.personneId), noms: siens.map((m) => m.nom).join(', '), nouveau: `${ctx.base}/agenda/nouveau?groupe=${g.id}&duree=${g.dureeMinutes}` };
    }),
  };
  return { ...cadreAgenda(ctx, 'Groupes de travail', [{ libelle: 'Groupes de travail' }]), sujets: ['agenda'], corps: <PageGroupes vue={vue} /> };
}

const SaisieGroupe = z.strictObject({
  id: z.string().transform((t) => GroupeId.safeParse(t).data ?? null), nom: z.string().trim().min(1, 'Donnez un nom au groupe.').max(120, 'Le nom tient en 120 caractères.'),
  rythme: z.string().trim().max(300, 'Le rythme tient en 300 caractères.').default(''), duree: z.coerce.number().int().min(15).max(1440), membres: enListe(PersonneId),
});

const tenir = (c: C): Promise<Response> =>
  geste(c, SaisieGroupe, {
    enErreur: (ctx, erreurs, valeurs) => pageGroupes(ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      const connues = new Set((await listerInvitables(ctx, null)).map((p) => p.personneId));
      const issue = await tenirGroupe(ctx, { id: s.id, nom: s.nom, rythme: s.rythme || null, dureeMinutes: s.duree, membres: s.membres.filter((m) => connues.has(m)).map((personneId) => ({ personneId, role: 'utile' })) });
      return issue.ok ? vers(c, `${ctx.base}/agenda/groupes`, 'Groupe enregistré.') : refus(NATURES[issue.refus.code], await pageGroupes(ctx, { valeurs, refus: phraseRefusAgenda(issue.refus) }));
    },
  });

const { consultations: Consultations, conges: Conges } = PersonneInvitee.shape;

async function pageDisponibilites(ctx: ContextePage, { erreurs = {}, valeurs = {}, refus: phrase }: Reprise = {}): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const h = await lireHabitudes(ctx);
  const vue = {
    base: ctx.base, erreurs, valeurs, refus: phrase, soirees: (await soireesDe(ctx)).get(ctx.qui.personneId)?.donnees ?? 0,
    consultations: ecrireConsultations(Consultations.safeParse(h?.consultations ?? undefined).data ?? []), conges: ecrireConges(Conges.safeParse(h?.conges ?? undefined).data ?? []), maxSoirees: h?.maxSoirees === null || h?.maxSoirees === undefined ? '' : String(h.maxSoirees), aDistance: h?.aDistance ?? false,
  };
  return { ...cadreAgenda(ctx, 'Mes disponibilités', [{ libelle: 'Mes disponibilités' }]), corps: <PageDisponibilites vue={vue} /> };
}

const SaisieDisponibilites = z.strictObject({
  consultations: z.string().max(3000).default(''), conges: z.string().max(3000).default(''), distance: z.literal('oui').optional(),
  soirees: z.string().trim().regex(/^\d{0,3}$/, 'Écrivez un nombre de soirées, ou rien.').default('').transform((t) => (t === '' ? null : Math.min(366, Number(t)))),
});

const dire = (c: C): Promise<Response> =>
  geste(c, SaisieDisponibilites, {
    enErreur: (ctx, erreurs, valeurs) => pageDisponibilites(ctx, { erreurs, valeurs }),
    faire: async (ctx, s, valeurs) => {
      if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
      const [consultations, conges] = [lireConsultations(s.consultations), lireConges(s.conges)];
      if (!consultations.ok || !conges.ok) return refus('regle', await pageDisponibilites(ctx, { valeurs, erreurs: { ...(consultations.ok ? {} : { consultations: consultations.refus }), ...(conges.ok ? {} : { conges: conges.refus }) } }));
      await direHabitudes(ctx, { consultations: consultations.valeur, conges: conges.valeur, maxSoirees: s.soirees, aDistance: s.distance === 'oui' });
      return vers(c, `${ctx.base}/agenda/moi`, 'Disponibilités gardées.');
    },
  });

export function routesAgenda(app: Routes, cpts: Routes): void {
  cpts.get('/agenda', (c) => enMembre(c, pageAgenda));
  cpts.get('/agenda/groupes', (c) => enMembre(c, (ctx) => pageGroupes(ctx)));
  cpts.post('/agenda/groupes', tenir);
  cpts.get('/agenda/moi', (c) => enMembre(c, (ctx) => pageDisponibilites(ctx)));
  cpts.post('/agenda/moi', dire);
  routesChoix(cpts);
  routesSondages(app, cpts);
  routesReunions(cpts);
  routesLiens(app);
  routesCalendriers(app, cpts);
}
