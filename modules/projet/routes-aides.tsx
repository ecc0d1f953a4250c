import { z } from 'zod';
import type { ContextePage } from '#server/contexte.ts';
import { lireFichier, reponseFichier } from '#server/fichiers/fichiers.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { FINANCEURS, lireMontant } from './moteur/aides.ts';
import { lireJour } from './moteur/lettre-calendrier.ts';
import { PageAides, type VueAides } from './pages/aides.tsx';
import { peutLireLettre, peutNoterAide } from './permissions.ts';
import { listerAides } from './queries-echanges.ts';
import { noterAide, type RefusAide, retirerAide } from './use-cases/noter-aide.ts';

async function aides(ctx: ContextePage, { saisie, phrase, statut = 200 }: { saisie?: VueAides['saisie']; phrase?: string; statut?: number } = {}): Promise<VuePage> {
  const cadre = { titre: 'Aides au démarrage', actif: 'projet', sujets: ['parcours'], statut, chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Parcours', href: `${ctx.base}/projet` }, { libelle: 'Aides' }] };
  if (!peutLireLettre(ctx.qui)) return refus('interdit', { ...cadre, corps: <p>Les aides se lisent entre membres de la CPTS.</p> });
  return { ...cadre, corps: <PageAides vue={{ base: ctx.base, peutNoter: peutNoterAide(ctx.qui), aides: await listerAides(ctx), ...(saisie && { saisie }) }} {...(phrase === undefined ? {} : { refus: phrase })} /> };
}

const MontantTape = z.string().trim().default('').transform((v, c): number | undefined => {
  const centimes = lireMontant(v);
  if (v !== '' && centimes === undefined) c.addIssue({ code: 'custom', message: 'Ce montant ne se lit pas. Par exemple : 12 500,00' });
  return centimes;
});
const JourTape = z.string().trim().default('').transform((v, c) => {
  const jour = lireJour(v);
  if (v !== '' && jour === undefined) c.addIssue({ code: 'custom', message: 'Cette date n’existe pas. Écrivez-la ainsi : 12/03/2026' });
  return jour;
});

const SaisieAide = z.strictObject({
  id: z.uuid().optional(), version: z.coerce.number().int().optional(), financeur: z.enum(FINANCEURS, 'Choisissez qui donne cette aide.'), objet: z.string().trim().min(1, 'Dites à quoi sert cette aide.').max(200, 'Cet objet est trop long : 200 caractères au plus.'),
  region: z.string().trim().max(100, 'Ce nom est trop long : 100 caractères au plus.').default(''), demandee: MontantTape, demandee_le: JourTape, accordee: MontantTape, accordee_le: JourTape, versee: MontantTape, versee_le: JourTape,
  source: z.string().trim().max(300, 'Cette source est trop longue : 300 caractères au plus.').default(''), commentaire: z.string().trim().max(2000, 'Ce texte est trop long : 2 000 caractères au plus.').default(''), fichier: z.instanceof(File).optional(),
});

const STATUTS: Readonly<Record<RefusAide['code'], number>> = { role_insuffisant: 403, jours_en_desordre: 422, changee_entre_temps: 409, fichier_refuse: 422 };

function erreurDe(r: RefusAide): Readonly<Record<string, string>> {
  switch (r.code) {
    case 'role_insuffisant':
      return { '': 'Seuls la coordination, la présidence et la trésorerie notent les aides.' };
    case 'jours_en_desordre':
      return { [r.champ]: 'Cette date est avant la précédente : une aide se demande, s’accorde, puis se verse.' };
    case 'changee_entre_temps':
      return { '': 'Quelqu’un a modifié cette aide depuis l’ouverture de votre page. Votre saisie est gardée : relisez, puis renvoyez.' };
    case 'fichier_refuse':
      return { fichier: phraseRefusFichier(r.refus) };
  }
}

const temps = (centimes: number | undefined, le: ReturnType<typeof lireJour>) => ({ ...(centimes !== undefined && { centimes }), ...(le !== undefined && { le }) });

const noter = (c: C): Promise<Response> =>
  geste(c, SaisieAide, {
    enErreur: (ctx, erreurs, valeurs) => aides(ctx, { saisie: { id: typeof valeurs['id'] === 'string' ? valeurs['id'] : '', erreurs, valeurs }, statut: 422 }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      const lue = s.id !== undefined && s.version !== undefined ? { id: s.id, version: s.version } : undefined;
      const issue = await noterAide(ctx, { lue, fichier: s.fichier, aide: { financeur: s.financeur, objet: s.objet, region: s.region, commentaire: s.commentaire, source: s.source, demandee: temps(s.demandee, s.demandee_le), accordee: temps(s.accordee, s.accordee_le), versee: temps(s.versee, s.versee_le) } });
      return issue.ok ? vers(c, `${ctx.base}/projet/aides`, 'Aide enregistrée.') : aides(ctx, { saisie: { id: s.id ?? '', erreurs: erreurDe(issue.refus), valeurs }, statut: STATUTS[issue.refus.code] });
    },
  });

/** Taken away with a way back, or brought back. */
const retirer = (c: C, retiree: boolean): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => aides(ctx, { phrase: Object.values(erreurs).join(' '), statut: 422 }),
    faire: async (ctx): Promise<Reponse> => {
      const id = z.uuid().safeParse(c.req.param('aide')).data ?? '';
      const issue = id === '' ? { ok: false as const, refus: { code: 'aide_inconnue' as const } } : await retirerAide(ctx, id, retiree);
      if (issue.ok) return vers(c, `${ctx.base}/projet/aides`, retiree ? 'Aide retirée.' : 'Aide rétablie.', retiree ? `${ctx.base}/projet/aides/${id}/retablissement` : undefined);
      return issue.refus.code === 'role_insuffisant' ? aides(ctx, { phrase: 'Seuls la coordination, la présidence et la trésorerie notent les aides.', statut: 403 }) : aides(ctx, { phrase: 'Cette aide n’existe pas, ou plus.', statut: 404 });
    },
  });

const justificatif = (c: C): Promise<Response> =>
  page(c, async (ctx) => {
    if (!peutLireLettre(ctx.qui)) return aides(ctx);
    const fichierId = (await listerAides(ctx)).find((a) => a.id === c.req.param('aide'))?.fichierId;
    const fichier = fichierId === undefined ? undefined : await lireFichier(ctx, fichierId);
    return fichier ? reponseFichier(c, fichier) : aides(ctx, { phrase: 'Ce justificatif n’existe pas.', statut: 404 });
  });

export function routesAides(cpts: Routes): void {
  cpts.get('/projet/aides', (c) => page(c, (ctx) => aides(ctx)));
  cpts.post('/projet/aides', noter);
  cpts.get('/projet/aides/:aide/fichier', justificatif);
  cpts.post('/projet/aides/:aide/retrait', (c) => retirer(c, true));
  cpts.post('/projet/aides/:aide/retablissement', (c) => retirer(c, false));
}
