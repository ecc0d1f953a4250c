import { z } from 'zod';
import type { Result } from '#core/result.ts';
import { PersonneId } from '#core/tenancy.ts';
import type { ContextePage } from '#server/contexte.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusMandat } from './labels.ts';
import { MandatId } from './model.ts';
import { PageMandats, type VueMandats } from './pages/mandats.tsx';
import { peutTenirMandats, peutVoirGouvernance } from './permissions.ts';
import { lireADeclarer, lireMandats, personnesTenant, statutsEnVigueur } from './queries.ts';
import { cadre, enLecture, reservee } from './routes-cadre.tsx';
import { ChampDeJour, type Reprise, Rien } from './routes-seance.tsx';
import type { RefusMandat } from './rules.ts';
import { donnerMandat } from './use-cases/donner-mandat.ts';
import { cesserMandat } from './use-cases/modifier-mandat.ts';

async function mandats(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
  const tient = peutTenirMandats(ctx.qui);
  const vue: VueMandats = { base: ctx.base, tient, aujourdhui: ctx.aujourdhui, mandats: await lireMandats(ctx), declarations: await lireADeclarer(ctx), fonctions: (await statutsEnVigueur(ctx))?.statuts.fonctions ?? [], personnes: tient ? await personnesTenant(ctx, ctx.aujourdhui, ['adherent', 'presidence', 'tresorerie', 'secretariat', 'coordination']) : [], erreurs: reprise.erreurs ?? {}, valeurs: reprise.valeurs ?? {}, ...(reprise.refus === undefined ? {} : { refus: reprise.refus }) };
  return { ...cadre(ctx, 'Mandats', [{ libelle: 'Mandats' }]), corps: <PageMandats vue={vue} /> };
}

const SaisieMandat = z.strictObject({ fonction: z.string().min(1, 'Choisissez une fonction.').max(120), personne: z.union([PersonneId], 'Choisissez une personne.'), debut: ChampDeJour });
const natureMandat = (r: RefusMandat): 'interdit' | 'inconnu' | 'regle' => (r.code === 'role_insuffisant' ? 'interdit' : r.code === 'mandat_inconnu' ? 'inconnu' : 'regle');

function gesteMandat<T>(c: C, schema: z.ZodType<T>, faire: (ctx: ContextePage, saisie: T) => Promise<Result<unknown, RefusMandat>>, dire: string): Promise<Response> {
  return geste(c, schema, {
    enErreur: (ctx, erreurs, valeurs) => mandats(ctx, { erreurs, valeurs }),
    faire: async (ctx, saisie, valeurs) => {
      const issue = await faire(ctx, saisie);
      return issue.ok ? vers(c, `${ctx.base}/gouvernance/mandats`, dire) : refus(natureMandat(issue.refus), await mandats(ctx, { refus: phraseRefusMandat(issue.refus), valeurs }));
    },
  });
}

const mandatDe = (c: C): MandatId => MandatId.catch(MandatId.parse('00000000-0000-7000-8000-000000000000')).parse(c.req.param('mandat'));

export function routesMandats(cpts: Routes): void {
  cpts.get('/gouvernance/mandats', (c) => enLecture(c, (ctx) => mandats(ctx)));
  cpts.post('/gouvernance/mandats', (c) => gesteMandat(c, SaisieMandat, (ctx, s) => donnerMandat(ctx, { fonction: s.fonction, personneId: s.personne, debut: s.debut }), 'Mandat noté. Il est à déclarer à la préfecture dans les trois mois.'));
  cpts.post('/gouvernance/mandats/:mandat/fin', (c) => gesteMandat(c, Rien, (ctx) => cesserMandat(ctx, mandatDe(c)), 'Le mandat a pris fin aujourd’hui. Sa fin est à déclarer à la préfecture dans les trois mois.'));
}
