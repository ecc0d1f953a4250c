import { z } from 'zod';
import type { Result } from '#core/result.ts';
import { communeTapee } from '#server/paquet/commune-tapee.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { ongletsReseau } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { lireProfessionnel } from '#modules/annuaire/queries.ts';
import { phraseCotisation, phraseRefus } from './labels.ts';
import type { RefusAdhesion, RefusCotisation } from './model.ts';
import { SaisieBareme, SaisieCategorie, SaisieCollege, SaisieProposition, SaisieReglages, SaisieTexte } from './model-saisies.ts';
import { PageProposer, type VueProposer } from './pages/proposer.tsx';
import { PageReglages, type SaisieReglagesPage } from './pages/reglages.tsx';
import { peutProposer, peutReglerAdhesions, peutTenirRegistre } from './permissions.ts';
import { listerBaremes, listerCategories, listerColleges, lireReglages, questionsSurLeVote, textesPublies } from './queries.ts';
import { cheminReseau, depuisPage, natureDe } from './routes.tsx';
import { proposerAdhesion } from './use-cases/proposer-adhesion.ts';
import { publierTexteAdhesion, reglerAdhesions, reprendreCategories, tenirCategorie, tenirCollege } from './use-cases/regler-adhesions.ts';
import { fixerCotisation } from './use-cases/tenir-cotisations.ts';
import { optionsCategories, optionsProfessions } from './view.ts';
import { presenterReglages } from './view-reglages.ts';

async function lesReglages(c: C, ctx: ContextePage, saisie?: SaisieReglagesPage): Promise<VuePage> {
  const peutRegler = peutReglerAdhesions(ctx.qui);
  const vue = presenterReglages({
    base: ctx.base, url: c.var.services.config.url, slug: ctx.ici.slug, peutRegler, reglages: await lireReglages(ctx), categories: await listerCategories(ctx), colleges: await listerColleges(ctx), textes: await textesPublies(ctx),
    baremes: await listerBaremes(ctx), questions: await questionsSurLeVote(ctx), annee: Number(ctx.aujourdhui.slice(0, 4)),
  });
  return { titre: 'Réglages des adhésions', actif: 'reseau', chemin: cheminReseau(ctx, { libelle: 'Réglages' }), onglets: ongletsReseau(ctx, 'adherents'), sujets: ['adherents'], corps: <PageReglages vue={vue} saisie={saisie} />, ...(peutRegler ? {} : { statut: 403 }) };
}

type Issue = Result<unknown, RefusAdhesion | RefusCotisation>;
const estCotisation = (r: RefusAdhesion | RefusCotisation): r is RefusCotisation => ['montant_non_fixe', 'personne_ne_cotise', 'deja_appelees', 'cotisation_inconnue', 'cotisation_close', 'jour_dans_le_futur'].includes(r.code);

const forme = <T,>(cpts: Routes, adresse: string, schema: z.ZodType<T>, formeDe: (valeurs: Valeurs) => string, faire: (ctx: ContextePage, saisie: T) => Promise<Issue>, phrase: string): void => {
  cpts.post(`/reseau/reglages/${adresse}`, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs, valeurs) => lesReglages(c, ctx, { forme: formeDe(valeurs), erreurs, valeurs }),
      faire: async (ctx, saisie, valeurs) => {
        const issue = await faire(ctx, saisie);
        if (issue.ok) return vers(c, `${ctx.base}/reseau/reglages#${adresse.replace(/e$/, 'es')}`, phrase);
        const r = issue.refus;
        const phraseDuRefus = estCotisation(r) ? phraseCotisation(r) : phraseRefus(r);
        return refus(estCotisation(r) ? 'regle' : natureDe(r), await lesReglages(c, ctx, { forme: formeDe(valeurs), erreurs: { '': phraseDuRefus }, valeurs }));
      },
    }),
  );
};

const codeDe = (v: Valeurs): string => (typeof v['code'] === 'string' && v['code'] !== '' ? v['code'] : '');
const decision = (v: string): boolean | null => (v === '' ? null : v === 'oui');

async function proposer(c: C, ctx: ContextePage, erreurs: Erreurs = {}, valeurs: Valeurs = {}): Promise<VuePage> {
  const interdit = !peutProposer(ctx.qui);
  const rpps = /^\d{11}$/.exec(c.req.query('rpps') ?? '')?.[0];
  const pro = rpps && !interdit ? await lireProfessionnel(ctx, `8${rpps}`) : undefined;
  const lieu = pro?.lieux[0]?.communeLibelle;
  const vue: VueProposer = {
    base: ctx.base, categories: optionsCategories(await listerCategories(ctx)), professions: optionsProfessions(), ...(interdit ? { interdit } : {}),
    valeurs: pro ? { nom: `${pro.prenom} ${pro.nom}`.trim(), profession: pro.profession ?? '', commune: lieu ?? '', rpps: rpps ?? '', categorie: 'professionnel' } : {},
    ...(pro ? { annuaire: `${pro.prenom} ${pro.nom}, d’après l’annuaire national. Ajoutez une adresse électronique si vous en avez une.` } : {}),
  };
  return { titre: 'Proposer quelqu’un', actif: 'reseau', chemin: cheminReseau(ctx, { libelle: 'Proposer quelqu’un' }), onglets: ongletsReseau(ctx, 'adherents'), corps: <PageProposer vue={vue} erreurs={erreurs} valeurs={valeurs} />, ...(interdit ? { statut: 403 } : {}) };
}

const enProposition = (c: C): Promise<Response> =>
  geste(c, SaisieProposition, {
    enErreur: (ctx, erreurs, valeurs) => proposer(c, ctx, erreurs, valeurs),
    faire: async (ctx, s, valeurs) => {
      const commune = communeTapee(s.commune);
      if (!commune.ok) return refus('regle', await proposer(c, ctx, { commune: commune.refus }, valeurs));
      const origine = s.rpps === undefined ? (peutTenirRegistre(ctx.qui) ? 'invitation' : 'parrainage') : 'annuaire';
      const issue = await proposerAdhesion(ctx, { ...s, ...commune.valeur, origine }, depuisPage(c, ctx));
      if (!issue.ok) return refus(natureDe(issue.refus), await proposer(c, ctx, { '': phraseRefus(issue.refus) }, valeurs));
      return vers(c, `${ctx.base}/reseau/adherents`, s.courriel === undefined ? `${s.nom} est sur la liste : la coordination prendra contact.` : `Un courriel part à ${s.nom}.`);
    },
  });

/** What the CPTS decides, and who a member proposes. Registered before the addresses of one membership. */
export function routesReglages(cpts: Routes): void {
  cpts.get('/reseau/adherents/proposer', (c) => page(c, (ctx) => proposer(c, ctx)));
  cpts.post('/reseau/adherents/proposer', enProposition);
  cpts.get('/reseau/reglages', (c) => page(c, (ctx) => lesReglages(c, ctx)));
  forme(cpts, 'categories', z.strictObject({}), () => 'geste', reprendreCategories, 'Huit catégories reprises : décidez maintenant leurs droits.');
  forme(cpts, 'categorie', SaisieCategorie, (v) => `categorie-${codeDe(v) || 'nouvelle'}`, (ctx, s) => tenirCategorie(ctx, { code: s.code, libelle: s.libelle, association: decision(s.association), vote: decision(s.vote), cotise: decision(s.cotise), active: s.active === 'oui' }), 'La catégorie est enregistrée.');
  forme(cpts, 'college', SaisieCollege, (v) => `college-${codeDe(v) || 'nouveau'}`, (ctx, s) => tenirCollege(ctx, { code: s.code, libelle: s.libelle, professions: s.professions, categories: s.categories, actif: s.actif === 'oui' }), 'Le collège est enregistré.');
  forme(cpts, 'texte', SaisieTexte, () => 'texte', publierTexteAdhesion, 'Le texte est publié et figé.');
  forme(cpts, 'bareme', SaisieBareme, () => 'bareme', (ctx, s) => (peutReglerAdhesions(ctx.qui) ? fixerCotisation(ctx, { annee: s.annee, collegeId: s.college ?? null, centimes: s.montant }) : Promise.resolve({ ok: false, refus: { code: 'role_insuffisant' } })), 'Le montant est fixé.');
  forme(cpts, 'formulaire', SaisieReglages, () => 'formulaire', (ctx, s) => reglerAdhesions(ctx, { version: s.version, candidatureOuverte: s.ouverte === 'oui', presentation: s.presentation, voteSiAJour: decision(s.vote_si_a_jour), delaiDepartJours: s.delai, instanceCompetente: s.instance, textesAvantAdmission: s.avant === 'oui' }), 'Les réglages sont enregistrés.');
}

