import { z } from 'zod';
import { type Nature, refuser } from '#core/result.ts';
import type { ContextePage } from '#server/contexte.ts';
import { FichierEnvoye } from '#server/fichiers/fichiers.ts';
import type { Erreurs, Valeurs } from '#server/formulaires.ts';
import { cadreFinances } from '#server/navigation.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { phraseRefusBanque } from './labels.ts';
import { MouvementId, type RefusBanque, SaisieColonnes, SaisieRapprochement } from './model-banque.ts';
import { PageBanque } from './pages/banque.tsx';
import type { SaisieComptes } from './pages/budget.tsx';
import { peutTenirFinances, peutVoirComptes } from './permissions.ts';
import { type FiltreBanque, lesAttendus, lireColonnes, lireMouvement, listerMouvements } from './queries-banque.ts';
import { type ImportFait, importerColonnes, importerReleve } from './use-cases/importer-releve.ts';
import { defaireRapprochement, rapprocher } from './use-cases/rapprocher-mouvement.ts';
import { presenterBanque } from './view-paiements.ts';

type Suite = { readonly saisie?: SaisieComptes; readonly refus?: string; readonly fichierId?: string; /** The line whose own form was refused. */ readonly mouvement?: string };
const NATURES: Partial<Record<RefusBanque['code'], Nature>> = { role_insuffisant: 'interdit', mouvement_inconnu: 'inconnu', fichier_absent: 'inconnu', deja_rapproche: 'conflit', pas_rapproche: 'conflit', objet_indisponible: 'conflit', deja_importe: 'conflit' };
const Demande = z.object({ etat: z.enum(['a_rapprocher', 'rapproches']).catch('a_rapprocher'), page: z.coerce.number().int().min(1).max(10_000).catch(1) });

const mouvementRefuse = async (ctx: ContextePage, { mouvement }: Suite): ReturnType<typeof lireMouvement> => (mouvement === undefined || !peutVoirComptes(ctx.qui) ? undefined : lireMouvement(ctx, mouvement));

async function laBanque(c: C, ctx: ContextePage, suite: Suite = {}): Promise<VuePage> {
  const d = Demande.parse(c.req.query());
  const filtre: FiltreBanque = { etat: d.etat, numero: d.page };
  const permis = peutVoirComptes(ctx.qui);
  const lu = permis ? await listerMouvements(ctx, filtre) : { lignes: [], attendent: 0, faits: 0 };
  const colonnes = suite.fichierId && permis ? await lireColonnes(ctx, suite.fichierId) : undefined;
  const vue = presenterBanque({
    base: ctx.base, adresse: `${ctx.base}/finances/banque${new URL(c.req.url).search}`, etat: d.etat, numero: d.page, mouvements: lu.lignes, attendent: lu.attendent, faits: lu.faits, attendus: permis && d.etat === 'a_rapprocher' && lu.lignes.length > 0 ? await lesAttendus(ctx) : [],
    refuse: await mouvementRefuse(ctx, suite), peutTenir: peutTenirFinances(ctx.qui), interdit: !permis, ...(colonnes && suite.fichierId ? { colonnes: { ...colonnes, fichierId: suite.fichierId } } : {}),
  });
  return {
    ...cadreFinances(ctx, 'banque'), titre: 'Banque', sujets: ['finances'], ...(permis ? {} : { statut: 403 }),
    corps: <PageBanque vue={vue} {...(suite.saisie ? { saisie: suite.saisie } : {})} {...(suite.refus ? { refus: suite.refus } : {})} />,
  };
}

const ADRESSE = '/finances/banque';
const dire = (c: C, ctx: ContextePage, fait: ImportFait): Response => {
  if (fait.genre === 'colonnes_a_dire') return vers(c, `${ctx.base}${ADRESSE}/colonnes/${fait.fichierId}`);
  const connus = fait.connus === 0 ? '' : ` ${fait.connus} ${fait.connus > 1 ? 'étaient' : 'était'} déjà là.`;
  return vers(c, `${ctx.base}${ADRESSE}`, `${fait.nouveaux} ${fait.nouveaux > 1 ? 'mouvements importés' : 'mouvement importé'}.${connus}`);
};
const secretDe = (c: C): string => c.var.services.config.secret;
const refuserImport = async (c: C, ctx: ContextePage, r: RefusBanque, suite: Suite): Promise<VuePage> => refus(NATURES[r.code] ?? 'regle', await laBanque(c, ctx, { ...suite, refus: phraseRefusBanque(r) }));

/** The form of one line, as it was filled; a line that cannot be named gives back the sentence alone. */
function aRevoir(erreurs: Erreurs, valeurs: Valeurs): Suite {
  const mouvement = MouvementId.safeParse(valeurs['mouvement']).data;
  return mouvement ? { mouvement, saisie: { forme: 'mouvement', erreurs, valeurs } } : { refus: Object.values(erreurs)[0] ?? '' };
}

function routesImport(r: Routes): void {
  r.post(`${ADRESSE}/releves`, (c) => geste(c, z.strictObject({ fichier: FichierEnvoye }), {
    enErreur: (ctx, erreurs, valeurs) => laBanque(c, ctx, { saisie: { forme: 'releve', erreurs, valeurs } }),
    faire: async (ctx, s) => {
      const issue = await importerReleve(ctx, s.fichier, secretDe(c));
      return issue.ok ? dire(c, ctx, issue.valeur) : refuserImport(c, ctx, issue.refus, {});
    },
  }));
  r.get(`${ADRESSE}/colonnes/:fichier{[0-9a-f-]{36}}`, (c) => page(c, (ctx) => laBanque(c, ctx, peutTenirFinances(ctx.qui) ? { fichierId: c.req.param('fichier') } : {})));
  r.post(`${ADRESSE}/colonnes/:fichier{[0-9a-f-]{36}}`, (c) => geste(c, SaisieColonnes, {
    enErreur: (ctx, erreurs, valeurs) => laBanque(c, ctx, { fichierId: c.req.param('fichier'), saisie: { forme: 'colonnes', erreurs, valeurs } }),
    faire: async (ctx, colonnes, valeurs) => {
      const issue = await importerColonnes(ctx, c.req.param('fichier'), colonnes, secretDe(c));
      return issue.ok ? dire(c, ctx, issue.valeur) : refuserImport(c, ctx, issue.refus, { fichierId: c.req.param('fichier'), saisie: { forme: 'colonnes', erreurs: {}, valeurs } });
    },
  }));
}

/** The bank's statements: imported, matched by one tap, undone by another. */
export function routesBanque(r: Routes): void {
  r.get(ADRESSE, (c) => page(c, (ctx) => laBanque(c, ctx)));
  routesImport(r);
  r.post(`${ADRESSE}/rapprochement`, (c) => geste(c, SaisieRapprochement, {
    enErreur: async (ctx, erreurs, valeurs) => laBanque(c, ctx, aRevoir(erreurs, valeurs)),
    faire: async (ctx, s, valeurs) => {
      const issue = await rapprocher(ctx, { mouvement: s.mouvement, objet: s.objet, id: s.id, poste: s.poste });
      if (issue.ok) return vers(c, ctx.base + ADRESSE, 'Mouvement rapproché.', `${ctx.base}${ADRESSE}/${issue.valeur.id}/defaire`);
      // A proposal is one tap, nothing was typed; what the person chose by hand comes back.
      return s.id === undefined ? refus(NATURES[issue.refus.code] ?? 'regle', await laBanque(c, ctx, aRevoir({ '': phraseRefusBanque(issue.refus) }, valeurs))) : refuserImport(c, ctx, issue.refus, {});
    },
  }));
  r.post(`${ADRESSE}/:mouvement{[0-9a-f-]{36}}/defaire`, (c) => geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => laBanque(c, ctx, { refus: Object.values(erreurs)[0] ?? '' }),
    faire: async (ctx) => {
      const lu = MouvementId.safeParse(c.req.param('mouvement'));
      const issue = lu.success ? await defaireRapprochement(ctx, lu.data) : refuser({ code: 'mouvement_inconnu' as const });
      return issue.ok ? vers(c, ctx.base + ADRESSE, 'Rapprochement défait : ce mouvement attend de nouveau.') : refuserImport(c, ctx, issue.refus, {});
    },
  }));
}
