import { z } from 'zod';
import { accord } from '#core/texte.ts';
import type { ContextePage } from '#server/contexte.ts';
import { enListe } from '#server/formulaires.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { libelleStatutSondage, momentDans } from './labels.ts';
import { PersonneInvitee } from './moteur/demande.ts';
import { casesDe, estCase, semaineDe, SEMAINE_LIBRE } from './moteur/semaine.ts';
import { PageAgenda } from './pages/agenda.tsx';
import { PageDisponibilites } from './pages/disponibilites.tsx';
import { peutOrganiser, peutVoirAgenda } from './permissions.ts';
import { lireHabitudes, soireesDe } from './queries.ts';
import { pageDesReunions, pageDesSondages, pageDesTaches } from './queries-listes.ts';
import { routesCalendriers } from './routes-calendriers.tsx';
import { routesChoix } from './routes-choix.tsx';
import { routesListes } from './routes-listes.tsx';
import { routesLiens } from './routes-liens.tsx';
import { type Apports, direLaPaie, routesReunions } from './routes-reunions.tsx';
import { cadreAgenda, enMembre, reserve, routesSondages } from './routes-sondages.tsx';
import { ecrireConges, ecrireConsultations, lireConges, lireConsultations, semaineSupposee } from './rules.ts';
import { presenterReunions, presenterTaches } from './view-listes.ts';
import { defaireHabitudes, direHabitudes } from './use-cases/tenir-groupes.ts';

const VUES = 6;

async function pageAgenda(ctx: ContextePage): Promise<VuePage> {
  const commun = { q: '', page: 1 } as const;
  const avenir = await pageDesReunions(ctx, { ...commun, quand: 'avenir', tri: 'debut', sens: 'asc' });
  const passees = await pageDesReunions(ctx, { ...commun, quand: 'passees', tri: 'debut', sens: 'desc' });
  const sondages = await pageDesSondages(ctx, { ...commun, etat: 'ouverts', tri: 'cloture', sens: 'asc' });
  const taches = await pageDesTaches(ctx, { ...commun, qui: 'moi', etat: 'a_faire' });
  const prochaine = avenir.lignes.find((r) => r.statut === 'prevue');
  const lignes = (quand: 'avenir' | 'passees', p: typeof avenir) => presenterReunions({ ...commun, quand, tri: 'debut', sens: 'asc' }, { ...p, lignes: p.lignes.slice(0, VUES) }, { ...ctx, adresse: '' }).lignes;
  const vue = {
    base: ctx.base, peutOrganiser: peutOrganiser(ctx.qui),
    phrase: prochaine ? `Prochaine réunion : ${momentDans(prochaine.debut, ctx.fuseau)}, ${prochaine.titre}.` : 'Aucune réunion prévue.',
    sondages: sondages.lignes.map((s) => ({ id: s.id, titre: s.titre, href: `${ctx.base}/agenda/sondages/${s.id}`, statut: libelleStatutSondage[s.statut], aMoi: s.aMoi && s.statut === 'ouverte' && s.clotureLe > ctx.maintenant, detail: `${s.repondu} sur ${accord(s.attendus, 'réponse')}, jusqu’au ${momentDans(s.clotureLe, ctx.fuseau)}` })),
    avenir: lignes('avenir', avenir), passees: lignes('passees', passees), autresAvenir: Math.max(0, avenir.total - VUES), autresPassees: Math.max(0, passees.total - VUES), taches: presenterTaches({ ...commun, qui: 'moi', etat: 'a_faire' }, taches, { ...ctx, adresse: '', moi: ctx.qui.personneId }),
  };
  return { ...cadreAgenda(ctx, 'Agenda'), sujets: ['agenda'], corps: <PageAgenda vue={vue} /> };
}

type Reprise = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>>; readonly refus?: string };

const { consultations: Consultations, conges: Conges } = PersonneInvitee.shape;

async function pageDisponibilites(ctx: ContextePage, { erreurs = {}, valeurs = {}, refus: phrase }: Reprise = {}): Promise<VuePage> {
  if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
  const h = await lireHabitudes(ctx);
  const vue = {
    base: ctx.base, erreurs, valeurs, refus: phrase, prises: casesDe(h?.semaine ?? semaineSupposee(ctx.qui.roles)), supposee: h === undefined && semaineSupposee(ctx.qui.roles) !== SEMAINE_LIBRE, soirees: (await soireesDe(ctx)).get(ctx.qui.personneId)?.donnees ?? 0,
    consultations: ecrireConsultations(Consultations.safeParse(h?.consultations ?? undefined).data ?? []), conges: ecrireConges(Conges.safeParse(h?.conges ?? undefined).data ?? []), maxSoirees: h?.maxSoirees === null || h?.maxSoirees === undefined ? '' : String(h.maxSoirees), aDistance: h?.aDistance ?? false,
  };
  return { ...cadreAgenda(ctx, 'Mes disponibilités', [{ libelle: 'Mes disponibilités' }]), corps: <PageDisponibilites vue={vue} /> };
}

const SaisieDisponibilites = z.strictObject({
  prises: enListe(z.string().refine(estCase, 'Cette demi-journée n’existe pas.')),
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
      await direHabitudes(ctx, { semaine: semaineDe(s.prises), consultations: consultations.valeur, conges: conges.valeur, maxSoirees: s.soirees, aDistance: s.distance === 'oui' });
      return vers(c, `${ctx.base}/agenda/moi`, 'Disponibilités gardées.', `${ctx.base}/agenda/moi/retour`);
    },
  });

const reprendre = (c: C): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => pageDisponibilites(ctx, { refus: Object.values(erreurs).join(' ') }),
    faire: async (ctx) => {
      if (!peutVoirAgenda(ctx.qui)) return reserve(ctx);
      return vers(c, `${ctx.base}/agenda/moi`, (await defaireHabitudes(ctx)) ? 'Vos disponibilités sont celles d’avant.' : 'Il n’y a rien à défaire.');
    },
  });

export function routesAgenda(app: Routes, cpts: Routes, apports: Apports): void {
  cpts.get('/agenda', (c) => enMembre(c, pageAgenda));
  cpts.get('/agenda/moi', (c) => enMembre(c, (ctx) => pageDisponibilites(ctx)));
  cpts.post('/agenda/moi', dire);
  cpts.post('/agenda/moi/retour', reprendre);
  routesListes(cpts);
  routesChoix(cpts);
  routesSondages(app, cpts);
  routesReunions(cpts, apports);
  routesLiens(app, (ctx, r) => direLaPaie(ctx, r, apports.paieParLien));
  routesCalendriers(app, cpts);
}
