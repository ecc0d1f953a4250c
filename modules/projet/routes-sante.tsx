import { z } from 'zod';
import type { DocumentRedige } from '#core/document.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { type ChapitreSante, CleChapitreSante } from './moteur/chapitres.ts';
import { RemarqueInterneId, TEXTE_MAX, VersionId } from './model.ts';
import { manquesDuProjet, redigerProjetSante, resumerProjet, titreChapitre } from './moteur/sante.ts';
import { type FaitsDuProjet, presenterChapitre, presenterSante, presenterVersionDuChapitre, presenterVersionsDuChapitre, type Reprise } from './moteur/vue-sante.ts';
import { PageChapitre } from './pages/chapitre.tsx';
import { Introuvable, PageComparaison } from './pages/comparaison.tsx';
import { PageSante } from './pages/sante.tsx';
import { PageVersions } from './pages/versions.tsx';
import { peutLireLettre } from './permissions.ts';
import { faitsDuProjet, lireProjet, listerRemarquesInternes, plumes, versionsDuChapitre } from './queries-sante.ts';
import { ecrireChapitre, prendrePlume, quitterPlume } from './use-cases/ecrire-chapitre.ts';
import { reglerRemarqueDuChapitre, remarquerChapitre } from './use-cases/remarquer-chapitre.ts';
import { annulerVersion, type RefusRetour, restaurerChapitre } from './use-cases/restaurer-chapitre.ts';

type Suite = readonly { readonly libelle: string; readonly href?: string }[];
const cadre = (ctx: ContextePage, titre: string, suite: Suite = []): Omit<VuePage, 'corps'> => ({
  titre,
  actif: 'projet',
  chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Parcours', href: `${ctx.base}/projet` }, { libelle: 'Projet de santé', ...(suite.length > 0 ? { href: `${ctx.base}/projet/sante` } : {}) }, ...suite],
});

const reserve = (ctx: ContextePage): VuePage => refus('interdit', { ...cadre(ctx, 'Projet de santé'), corps: <p>Le projet de santé est en cours d’écriture. Vous le lirez quand la CPTS l’aura déposé.</p> });

async function lire(ctx: ContextePage): Promise<FaitsDuProjet> {
  const faits = await faitsDuProjet(ctx, chargerPaquet(), ctx.ici);
  return { base: ctx.base, fuseau: ctx.fuseau, qui: ctx.qui, faits, projet: await lireProjet(ctx, faits), plumes: await plumes(ctx), remarques: await listerRemarquesInternes(ctx) };
}

async function sante(ctx: ContextePage, phrase?: string, statut = 200): Promise<VuePage> {
  if (!peutLireLettre(ctx.qui)) return reserve(ctx);
  return { ...cadre(ctx, 'Projet de santé'), sujets: ['projet_sante'], statut, corps: <PageSante vue={presenterSante(await lire(ctx))} {...(phrase === undefined ? {} : { refus: phrase })} /> };
}

const SANS_PLUME = 'Seuls la coordination, la présidence, le secrétariat et la trésorerie écrivent le projet. Vous pouvez le lire et y faire des remarques.';
const cleDe = (c: C): CleChapitreSante | undefined => CleChapitreSante.safeParse(c.req.param('cle')).data;
const inconnu = (ctx: ContextePage): VuePage => refus('inconnu', { ...cadre(ctx, 'Projet de santé'), corps: <Introuvable /> });

/** A page of one chapter, for those who read the project. */
async function enChapitre(ctx: ContextePage, cle: CleChapitreSante | undefined, faire: (f: FaitsDuProjet, c: ChapitreSante) => Promise<VuePage>): Promise<VuePage> {
  if (!peutLireLettre(ctx.qui)) return reserve(ctx);
  if (!cle) return inconnu(ctx);
  const f = await lire(ctx);
  const c = f.projet.chapitres.find((x) => x.cle === cle);
  return c ? faire(f, c) : inconnu(ctx);
}

const dansLeChapitre = (ctx: ContextePage, cle: CleChapitreSante, ...suite: Suite): Suite => [{ libelle: titreChapitre[cle], ...(suite.length > 0 && { href: `${ctx.base}/projet/sante/${cle}` }) }, ...suite];

const chapitre = (ctx: ContextePage, cle: CleChapitreSante | undefined, { statut = 200, phrase, ...reprise }: Reprise & { readonly statut?: number; readonly phrase?: string } = {}): Promise<VuePage> =>
  enChapitre(ctx, cle, async (f, c) => ({
    ...cadre(ctx, titreChapitre[c.cle], dansLeChapitre(ctx, c.cle)),
    statut,
    corps: <PageChapitre vue={presenterChapitre(f, c, { versions: await versionsDuChapitre(ctx, c.cle), reprise })} {...(phrase === undefined ? {} : { refus: phrase })} />,
  }));

const Saisie = z.strictObject({ version: z.coerce.number().int().min(0), montree: z.string().max(64).default(''), texte: z.string().default('') });

const ecrire = (c: C): Promise<Response> =>
  geste(c, Saisie, {
    enErreur: (ctx, erreurs, saisie) => chapitre(ctx, cleDe(c), { erreurs, saisie, statut: 422 }),
    faire: async (ctx, s, saisie): Promise<Reponse> => {
      const cle = cleDe(c);
      if (!cle || !peutLireLettre(ctx.qui)) return chapitre(ctx, cle);
      const { faits } = await lire(ctx);
      const issue = await ecrireChapitre(ctx, { cle, faits, texte: s.texte, montree: s.montree, base: s.version });
      if (issue.ok && issue.valeur.inchangee) return vers(c, `${ctx.base}/projet/sante#${cle}`, 'Vous n’aviez rien changé : le chapitre est resté tel quel.');
      if (issue.ok) return vers(c, `${ctx.base}/projet/sante#${cle}`, `«\u00a0${titreChapitre[cle]}\u00a0»\u00a0: version ${issue.valeur.version} enregistrée.`, annulation(ctx, cle, issue.valeur.version));
      if (issue.refus.code === 'mise_de_cote') return vers(c, `${ctx.base}/projet/sante/${cle}?cote=${issue.refus.version}`);
      if (issue.refus.code === 'role_insuffisant') return sante(ctx, SANS_PLUME, 403);
      return chapitre(ctx, cle, { erreurs: { texte: `Ce texte compte ${issue.refus.longueur} caractères : raccourcissez à ${TEXTE_MAX} au plus. Il est gardé ci-dessous.` }, saisie, statut: 422 });
    },
  });

const annulation = (ctx: ContextePage, cle: CleChapitreSante, numero: number): string => `${ctx.base}/projet/sante/${cle}/annulation/${numero}`;

const PHRASES_RETOUR: Readonly<Record<RefusRetour['code'], (r: RefusRetour) => string>> = {
  role_insuffisant: () => SANS_PLUME,
  section_inconnue: () => 'Cette version n’existe pas, ou plus.',
  rien_de_change: () => 'Le chapitre dit déjà cela : rien n’a changé.',
  section_modifiee_entre_temps: (r) => `${('par' in r && r.par) || 'Quelqu’un'} a enregistré ce chapitre depuis. Relisez-le, puis recommencez.`,
};
const STATUTS_RETOUR: Readonly<Record<RefusRetour['code'], number>> = { role_insuffisant: 403, section_inconnue: 404, rien_de_change: 422, section_modifiee_entre_temps: 409 };

const restaurer = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ version: z.coerce.number().int().min(0) }), {
    enErreur: (ctx, erreurs) => chapitre(ctx, cleDe(c), { phrase: Object.values(erreurs).join(' '), statut: 422 }),
    faire: async (ctx, { version }): Promise<Reponse> => {
      const [cle, id] = [cleDe(c), VersionId.safeParse(c.req.param('id')).data];
      if (!cle || !id || !peutLireLettre(ctx.qui)) return chapitre(ctx, id && cle);
      const issue = await restaurerChapitre(ctx, { cle, faits: (await lire(ctx)).faits, id, lue: version });
      return issue.ok ? vers(c, `${ctx.base}/projet/sante/${cle}`, `Texte restauré\u00a0: c’est maintenant la version ${issue.valeur}.`, annulation(ctx, cle, issue.valeur)) : chapitre(ctx, cle, { phrase: PHRASES_RETOUR[issue.refus.code](issue.refus), statut: STATUTS_RETOUR[issue.refus.code] });
    },
  });

const annuler = (c: C): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => chapitre(ctx, cleDe(c), { phrase: Object.values(erreurs).join(' '), statut: 422 }),
    faire: async (ctx): Promise<Reponse> => {
      const [cle, numero] = [cleDe(c), z.coerce.number().int().min(2).safeParse(c.req.param('numero')).data];
      if (!cle || !numero || !peutLireLettre(ctx.qui)) return chapitre(ctx, numero === undefined ? undefined : cle);
      const issue = await annulerVersion(ctx, { cle, faits: (await lire(ctx)).faits, numero });
      return issue.ok ? vers(c, `${ctx.base}/projet/sante/${cle}`, 'Annulé : le texte d’avant est revenu.') : chapitre(ctx, cle, { phrase: PHRASES_RETOUR[issue.refus.code](issue.refus), statut: STATUTS_RETOUR[issue.refus.code] });
    },
  });

const plume = (c: C): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => sante(ctx, Object.values(erreurs).join(' '), 422),
    faire: async (ctx): Promise<Reponse> => {
      const cle = cleDe(c);
      if (!cle || !peutLireLettre(ctx.qui)) return chapitre(ctx, cle);
      const issue = await prendrePlume(ctx, cle);
      return !issue.ok && issue.refus.code === 'role_insuffisant' ? sante(ctx, SANS_PLUME, 403) : vers(c, `${ctx.base}/projet/sante/${cle}`);
    },
  });

/** The page that writes says each minute that it is still there, and says when it is left. It answers who else has the pen. */
const battre = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ fin: z.literal('oui').optional() }), {
    enErreur: (ctx) => Promise.resolve(reserve(ctx)),
    faire: async (ctx, { fin }): Promise<Reponse> => {
      const cle = cleDe(c);
      if (!cle || !peutLireLettre(ctx.qui)) return chapitre(ctx, cle);
      if (fin === 'oui') {
        await quitterPlume(ctx, cle);
        return c.json({});
      }
      const issue = await prendrePlume(ctx, cle, 'battement');
      if (issue.ok) return c.json({});
      if (issue.refus.code === 'role_insuffisant') return sante(ctx, SANS_PLUME, 403);
      const tenue = (await plumes(ctx)).find((p) => p.cle === cle);
      return c.json(tenue ? { avis: `${tenue.nom} écrit aussi ce chapitre. Vos deux textes seront gardés.` } : {});
    },
  });

const passageOuTexte = (max: number, vide?: string) => (vide === undefined ? z.string().trim().max(max, `Ce texte est trop long : ${max} caractères au plus.`).default('') : z.string({ error: vide }).trim().min(1, vide).max(max, `Ce texte est trop long : ${max} caractères au plus.`));
const REMARQUE_INCONNUE = 'Cette remarque n’existe pas, ou plus.';

const remarquer = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ parent: z.union([z.literal('').transform(() => undefined), RemarqueInterneId]).optional(), passage: passageOuTexte(500), texte: passageOuTexte(4000, 'Écrivez votre remarque.') }), {
    enErreur: (ctx, erreurs, valeurs) => chapitre(ctx, cleDe(c), { remarque: { parent: typeof valeurs['parent'] === 'string' ? valeurs['parent'] : '', erreurs, valeurs }, statut: 422 }),
    faire: async (ctx, s, valeurs): Promise<Reponse> => {
      const cle = cleDe(c);
      if (!cle || !peutLireLettre(ctx.qui)) return chapitre(ctx, cle);
      const issue = await remarquerChapitre(ctx, { cle, ...s });
      return issue.ok ? vers(c, `${ctx.base}/projet/sante/${cle}#remarques`, s.parent === undefined ? 'Remarque envoyée : celles et ceux qui écrivent la verront.' : 'Réponse envoyée.') : chapitre(ctx, cle, { remarque: { parent: '', erreurs: { texte: REMARQUE_INCONNUE }, valeurs }, statut: 404 });
    },
  });

const regler = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ reglee: z.enum(['oui', 'non']) }), {
    enErreur: (ctx, erreurs) => chapitre(ctx, cleDe(c), { phrase: Object.values(erreurs).join(' '), statut: 422 }),
    faire: async (ctx, { reglee }): Promise<Reponse> => {
      const [cle, id] = [cleDe(c), RemarqueInterneId.safeParse(c.req.param('remarque')).data];
      if (!cle || !id || !peutLireLettre(ctx.qui)) return chapitre(ctx, id && cle);
      const issue = await reglerRemarqueDuChapitre(ctx, { cle, id, reglee: reglee === 'oui' });
      return issue.ok ? vers(c, `${ctx.base}/projet/sante/${cle}#remarques`, reglee === 'oui' ? 'Remarque réglée.' : 'Remarque rouverte.') : chapitre(ctx, cle, { phrase: REMARQUE_INCONNUE, statut: 404 });
    },
  });

const versions = (ctx: ContextePage, cle: CleChapitreSante | undefined): Promise<VuePage> =>
  enChapitre(ctx, cle, async (f, c) => ({ ...cadre(ctx, 'Versions', dansLeChapitre(ctx, c.cle, { libelle: 'Versions' })), corps: <PageVersions vue={presenterVersionsDuChapitre(f, c, await versionsDuChapitre(ctx, c.cle))} /> }));

const version = (ctx: ContextePage, cle: CleChapitreSante | undefined, id: string): Promise<VuePage> =>
  enChapitre(ctx, cle, async (f, c) => {
    const vue = presenterVersionDuChapitre(f, c, { versions: await versionsDuChapitre(ctx, c.cle), id });
    return vue ? { ...cadre(ctx, vue.version.libelle, dansLeChapitre(ctx, c.cle, { libelle: 'Versions', href: vue.toutes }, { libelle: vue.version.libelle })), corps: <PageComparaison vue={vue} /> } : inconnu(ctx);
  });

type Fichier = { readonly nom: string; readonly type: string; readonly octets: (l: FaitsDuProjet, ctx: ContextePage) => Promise<Uint8Array> };
const PDF = 'application/pdf';

const telecharger = (c: C, { nom, type, octets }: Fichier): Promise<Response> =>
  page(c, async (ctx) => {
    if (!peutLireLettre(ctx.qui)) return reserve(ctx);
    const corps = await octets(await lire(ctx), ctx);
    return new Response(new Uint8Array(corps), { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${nom.replace('*', ctx.ici.slug)}"`, 'Cache-Control': 'private, no-store' } });
  });

/** The project as it is written today, to be frozen and deposited. */
export async function projetADeposer(ctx: ContextePage): Promise<{ readonly document: DocumentRedige; readonly manquent: number }> {
  const lu = await lire(ctx);
  return { document: redigerProjetSante({ ...lu, aujourdhui: ctx.aujourdhui }), manquent: manquesDuProjet(lu.projet, lu.faits).length };
}

export function routesSante(cpts: Routes): void {
  cpts.get('/projet/sante', (c) => page(c, (ctx) => sante(ctx)));
  cpts.get('/projet/sante.docx', (c) => telecharger(c, { nom: 'projet-de-sante-*.docx', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', octets: async (l, ctx) => ecrireDocx(redigerProjetSante({ ...l, aujourdhui: ctx.aujourdhui })) }));
  cpts.get('/projet/sante.pdf', (c) => telecharger(c, { nom: 'projet-de-sante-*.pdf', type: PDF, octets: async (l, ctx) => ecrirePdf(redigerProjetSante({ ...l, aujourdhui: ctx.aujourdhui })) }));
  cpts.get('/projet/sante-resume.pdf', (c) => telecharger(c, { nom: 'projet-de-sante-en-une-page-*.pdf', type: PDF, octets: async (l, ctx) => ecrirePdf(resumerProjet({ ...l, aujourdhui: ctx.aujourdhui })) }));
  cpts.get('/projet/sante/:cle', (c) => page(c, (ctx) => chapitre(ctx, cleDe(c), { miseDeCote: c.req.query('cote') })));
  cpts.post('/projet/sante/:cle', ecrire);
  cpts.post('/projet/sante/:cle/plume', plume);
  cpts.post('/projet/sante/:cle/plume/battement', battre);
  cpts.get('/projet/sante/:cle/versions', (c) => page(c, (ctx) => versions(ctx, cleDe(c))));
  cpts.get('/projet/sante/:cle/versions/:id', (c) => page(c, (ctx) => version(ctx, cleDe(c), c.req.param('id') ?? '')));
  cpts.post('/projet/sante/:cle/versions/:id/restauration', restaurer);
  cpts.post('/projet/sante/:cle/annulation/:numero', annuler);
  cpts.post('/projet/sante/:cle/remarques', remarquer);
  cpts.post('/projet/sante/:cle/remarques/:remarque', regler);
}
