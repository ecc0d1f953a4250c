import type { ContextePage } from '#server/contexte.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { cadreFinances } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { communeTapee } from '#server/paquet/commune-tapee.ts';
import type { Routes } from '#server/routes.ts';
import type { VuePage } from '#server/vue-page.ts';
import { tailleDePopulation } from '#modules/territoire/queries.ts';
import { natureRefusTenue, phraseRefusTenue } from './labels.ts';
import { SaisiePapiers, SaisieRenouvellement } from './model-dossier.ts';
import { PagePapiers } from './pages/papiers.tsx';
import { peutEcrireContrat, peutLireContrat } from './permissions.ts';
import { lireDossier, lireHistoireDuContrat } from './queries.ts';
import type { Siege } from './rules-papiers.ts';
import { enregistrerPapiers, type RefusContratTenu, renouvelerContrat } from './use-cases/tenir-contrat.ts';
import { presenterPapiers, presenterPapiersInterdits, presenterSansPapiers } from './view-papiers.ts';

type Ecrit = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs };

const cadre = (ctx: ContextePage): Omit<VuePage, 'corps'> => ({ ...cadreFinances(ctx, 'contrat', 'Le papier signé'), titre: 'Le papier signé', sujets: ['contrat'] });

async function pagePapiers(ctx: ContextePage, saisies: { readonly papiers?: Ecrit; readonly renouveler?: Ecrit } = {}): Promise<VuePage> {
  if (!peutLireContrat(ctx.qui)) return refus('interdit', { ...cadre(ctx), corps: <PagePapiers vue={presenterPapiersInterdits(ctx.base)} /> });
  const dossier = await lireDossier(ctx);
  const population = dossier?.contenu.papiers.population;
  const siege = dossier?.contenu.papiers.siege;
  const departement = siege && chargerPaquet().departement(siege.departement)?.nom;
  const vue = dossier ? presenterPapiers({ departement, tailleSelonHabitants: population && tailleDePopulation(population.habitants, dossier.contenu.signeLe), base: ctx.base, dossier, histoire: await lireHistoireDuContrat(ctx, dossier), aujourdhui: ctx.aujourdhui, fuseau: ctx.fuseau, ecrire: peutEcrireContrat(ctx.qui) }) : presenterSansPapiers(ctx.base);
  return { ...cadre(ctx), corps: <PagePapiers vue={vue} {...saisies} /> };
}

/** The commune that was typed, with its department; a sentence when there is none. */
function siegeTape(texte: string): { readonly ok: true; readonly siege: Siege | undefined } | { readonly ok: false; readonly phrase: string } {
  const lu = communeTapee(texte);
  if (!lu.ok) return { ok: false, phrase: lu.refus };
  const { communeCode: code, communeNom: nom } = lu.valeur;
  const departement = chargerPaquet().communes.find((c) => c.code === code)?.departement;
  return { ok: true, siege: code === undefined || nom === undefined ? undefined : { code, nom, departement: departement ?? '' } };
}

const ecritDe = (r: RefusContratTenu, valeurs: Valeurs): Ecrit => ({ erreurs: r.code === 'saisie_refusee' ? r.erreurs : { '': phraseRefusTenue(r) }, valeurs });

export function routesPapiers(r: Routes): void {
  r.get('/contrat/papiers', (c) => page(c, (ctx) => pagePapiers(ctx)));
  r.post('/contrat/papiers', (c) => geste(c, SaisiePapiers, { enErreur: (ctx, erreurs, valeurs) => pagePapiers(ctx, { papiers: { erreurs, valeurs } }), faire: async (ctx, s, valeurs) => {
    const lu = siegeTape(s.siege);
    if (!lu.ok) return refus('regle', await pagePapiers(ctx, { papiers: { erreurs: { siege: lu.phrase }, valeurs } }));
    const issue = await enregistrerPapiers(ctx, s, lu.siege);
    return issue.ok ? vers(c, `${ctx.base}/contrat/papiers`, 'Ce que dit le papier est noté.') : refus(natureRefusTenue(issue.refus), await pagePapiers(ctx, { papiers: ecritDe(issue.refus, valeurs) }));
  } }));
  r.post('/contrat/renouvellement', (c) => geste(c, SaisieRenouvellement, { enErreur: (ctx, erreurs, valeurs) => pagePapiers(ctx, { renouveler: { erreurs, valeurs } }), faire: async (ctx, s, valeurs) => {
    const issue = await renouvelerContrat(ctx, s);
    return issue.ok ? vers(c, `${ctx.base}/contrat/papiers`, 'Nouveau contrat noté. L’ancien reste lisible, avec ses valeurs et ses versements.') : refus(natureRefusTenue(issue.refus), await pagePapiers(ctx, { renouveler: ecritDe(issue.refus, valeurs) }));
  } }));
}
