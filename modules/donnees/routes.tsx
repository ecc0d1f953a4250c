import type { z } from 'zod';
import type { Nature, Result } from '#core/result.ts';
import { listerAdherents } from '#modules/adherents/queries-liste.ts';
import type { ContextePage } from '#server/contexte.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { ongletsReseau } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefus } from './labels.ts';
import { DemandeId, type GesteTexte, type RefusDemande, SaisieDemande, SaisieMotif, SaisieReponse, SaisieTexte, SaisieVersion } from './model.ts';
import { DemandeAbsente, PageDemande, type SaisieDemandePage } from './pages/demande.tsx';
import { PageDemandes } from './pages/demandes.tsx';
import { PageTextes } from './pages/textes.tsx';
import { peutTenirDemandes } from './permissions.ts';
import { lireIdentite, lireTextes, lireUneDemande, listerDemandes } from './queries.ts';
import { relireTexte } from './use-cases/relire-texte.ts';
import { effacerPersonne, noterDemande, prolongerDemande, refuserDemande, satisfaireDemande } from './use-cases/tenir-demande.ts';
import { presenterDemande, presenterDemandes } from './view.ts';
import { aRelire, presenterTextes } from './view-textes.ts';

const cadre = (ctx: ContextePage, ...suite: readonly { libelle: string; href?: string }[]): Omit<VuePage, 'corps'> => ({ titre: suite.at(-1)?.libelle ?? 'Demandes sur les données', actif: 'reseau', onglets: ongletsReseau(ctx, 'adherents'), chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, ...suite], sujets: ['donnees'] });
const NATURES: Partial<Record<RefusDemande['code'], Nature>> = { role_insuffisant: 'interdit', soi_meme: 'interdit', demande_inconnue: 'inconnu', demande_modifiee: 'conflit', texte_change: 'conflit', deja_demandee: 'conflit' };
export const natureDe = (r: RefusDemande): Nature => NATURES[r.code] ?? 'regle';

async function lesDemandes(ctx: ContextePage, erreurs: Erreurs = {}, valeurs: Valeurs = {}): Promise<VuePage> {
  const interdit = !peutTenirDemandes(ctx.qui);
  const adherents = interdit ? [] : (await listerAdherents(ctx, {}, { debut: 0, nombre: 1000 })).lignes.map((l) => ({ valeur: l.id, libelle: l.nom }));
  const vue = presenterDemandes({ base: ctx.base, aujourdhui: ctx.aujourdhui, demandes: interdit ? [] : await listerDemandes(ctx), adherents, interdit });
  return { ...cadre(ctx, { libelle: 'Demandes sur les données' }), corps: <PageDemandes vue={vue} erreurs={erreurs} valeurs={valeurs} />, ...(interdit ? { statut: 403 } : {}) };
}

const idDe = (c: C): DemandeId | undefined => DemandeId.safeParse(c.req.param('id')).data;

async function laDemande(c: C, ctx: ContextePage, saisie?: SaisieDemandePage): Promise<VuePage> {
  const id = idDe(c);
  const d = id && peutTenirDemandes(ctx.qui) ? await lireUneDemande(ctx, id) : undefined;
  if (!d) return refus('inconnu', { ...cadre(ctx, { libelle: 'Demande introuvable' }), corps: <DemandeAbsente base={ctx.base} /> });
  const textes = d.closeLe === null && d.genre === 'effacement' ? await lireTextes(ctx, d) : undefined;
  const vue = presenterDemande(d, { base: ctx.base, aujourdhui: ctx.aujourdhui, identite: await lireIdentite(ctx, d.id), ...(textes ? { aRelire: aRelire(textes.textes, textes.reperes, textes.relues), auMoins: textes.suites.length > 0 } : {}) });
  return { ...cadre(ctx, { libelle: 'Demandes sur les données', href: `${ctx.base}/donnees/demandes` }, { libelle: vue.titre }), corps: <PageDemande vue={vue} saisie={saisie} /> };
}

/** The free texts that name the person, while the request waits. */
async function lesTextes(c: C, ctx: ContextePage, refusDit?: string): Promise<VuePage> {
  const id = idDe(c);
  const d = id && peutTenirDemandes(ctx.qui) ? await lireUneDemande(ctx, id) : undefined;
  if (!d || d.closeLe !== null || d.genre !== 'effacement') return refus('inconnu', { ...cadre(ctx, { libelle: 'Demande introuvable' }), corps: <DemandeAbsente base={ctx.base} /> });
  const vue = presenterTextes({ base: ctx.base, demande: d, ...(await lireTextes(ctx, d)) });
  return { ...cadre(ctx, { libelle: 'Demandes sur les données', href: `${ctx.base}/donnees/demandes` }, { libelle: 'Effacement', href: `${ctx.base}/donnees/demandes/${d.id}` }, { libelle: 'Textes qui la nomment' }), corps: <PageTextes vue={vue} refus={refusDit} /> };
}

const FAIT: Readonly<Record<GesteTexte, string>> = { remplacer: 'Le texte est récrit.', laisser: 'Le texte reste comme il est.', reprendre: 'C’est repris : le texte est de nouveau à relire.' };

function routesTextes(cpts: Routes): void {
  cpts.get('/donnees/demandes/:id/textes', (c) => page(c, (ctx) => lesTextes(c, ctx)));
  cpts.post('/donnees/demandes/:id/textes', (c) =>
    geste(c, SaisieTexte, {
      enErreur: (ctx, erreurs) => lesTextes(c, ctx, Object.values(erreurs)[0]),
      faire: async (ctx, s) => {
        const id = idDe(c);
        if (!id) return lesTextes(c, ctx);
        const issue = await relireTexte(ctx, { id, ...s });
        return issue.ok ? vers(c, `${ctx.base}/donnees/demandes/${id}/textes`, FAIT[s.geste]) : refus(natureDe(issue.refus), await lesTextes(c, ctx, phraseRefus(issue.refus)));
      },
    }),
  );
}

const sur = <T,>(cpts: Routes, forme: string, schema: z.ZodType<T>, phrase: string, faire: (ctx: ContextePage, s: T & { id: DemandeId }) => Promise<Result<unknown, RefusDemande>>): void => {
  cpts.post(`/donnees/demandes/:id/${forme}`, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs, valeurs) => laDemande(c, ctx, { forme, erreurs, valeurs }),
      faire: async (ctx, s, valeurs) => {
        const id = idDe(c);
        if (!id) return laDemande(c, ctx);
        const issue = await faire(ctx, { ...s, id });
        return issue.ok ? vers(c, `${ctx.base}/donnees/demandes/${id}`, phrase) : refus(natureDe(issue.refus), await laDemande(c, ctx, { forme, erreurs: { '': phraseRefus(issue.refus) }, valeurs }));
      },
    }),
  );
};

/** What people ask about what is known of them. */
export function routesDemandes(cpts: Routes): void {
  cpts.get('/donnees/demandes', (c) => page(c, (ctx) => lesDemandes(ctx)));
  cpts.post('/donnees/demandes', (c) =>
    geste(c, SaisieDemande, {
      enErreur: (ctx, erreurs, valeurs) => lesDemandes(ctx, erreurs, valeurs),
      faire: async (ctx, s, valeurs) => {
        const issue = await noterDemande(ctx, { genre: s.genre, adhesionId: s.adhesion, nom: s.nom, canal: s.canal, recueLe: s.recue_le, detail: s.detail });
        if (issue.ok) return vers(c, `${ctx.base}/donnees/demandes/${issue.valeur}`, 'La demande est notée, avec son échéance.');
        return refus(natureDe(issue.refus), await lesDemandes(ctx, { [issue.refus.code === 'jour_futur' ? 'recue_le' : issue.refus.code === 'personne_inconnue' ? 'nom' : '']: phraseRefus(issue.refus) }, valeurs));
      },
    }),
  );
  cpts.get('/donnees/demandes/:id', (c) => page(c, (ctx) => laDemande(c, ctx)));
  routesTextes(cpts);
  sur(cpts, 'prolonger', SaisieMotif, 'La demande est prolongée de deux mois.', prolongerDemande);
  sur(cpts, 'satisfaire', SaisieReponse, 'La demande est close.', satisfaireDemande);
  sur(cpts, 'refuser', SaisieMotif, 'Le refus est noté.', refuserDemande);
  sur(cpts, 'effacer', SaisieVersion, 'C’est effacé. Ce qui a été fait est noté ici.', effacerPersonne);
}
