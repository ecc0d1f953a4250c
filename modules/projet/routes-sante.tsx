import { z } from 'zod';
import { blocsDuTexte, type DocumentRedige } from '#core/document.ts';
import { accord, formaterInstant, typographier as t } from '#core/texte.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { libelleMotif } from './labels.ts';
import { type ChapitreSante, CleChapitreSante, type FaitsSante, type ProjetSante } from './moteur/chapitres.ts';
import { TEXTE_MAX, type Version } from './model.ts';
import { empreinte, reunir, texteVisible, versionPrecedente } from './moteur/redaction.ts';
import { aideChapitre, manquesDuProjet, proposerChapitre, redigerProjetSante, resumerProjet, texteDuChapitre, titreChapitre } from './moteur/sante.ts';
import { PageChapitre, type VueChapitre } from './pages/chapitre.tsx';
import { PageSante, type VueProjetSante } from './pages/sante.tsx';
import { peutEcrireProjet, peutLireLettre } from './permissions.ts';
import { faitsDuProjet, lireProjet, plumes, versionsDuChapitre } from './queries-sante.ts';
import { ecrireChapitre, prendrePlume } from './use-cases/ecrire-chapitre.ts';

type Suite = readonly { readonly libelle: string; readonly href?: string }[];
const cadre = (ctx: ContextePage, titre: string, suite: Suite = []): Omit<VuePage, 'corps'> => ({
  titre,
  actif: 'projet',
  chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Parcours', href: `${ctx.base}/projet` }, { libelle: 'Projet de santé', ...(suite.length > 0 ? { href: `${ctx.base}/projet/sante` } : {}) }, ...suite],
});

const reserve = (ctx: ContextePage): VuePage => refus('interdit', { ...cadre(ctx, 'Projet de santé'), corps: <p>Le projet de santé est en cours d’écriture. Vous le lirez quand la CPTS l’aura déposé.</p> });

type Lu = { readonly faits: FaitsSante; readonly projet: ProjetSante };

async function lire(ctx: ContextePage): Promise<Lu> {
  const faits = await faitsDuProjet(ctx, chargerPaquet(), ctx.ici);
  return { faits, projet: await lireProjet(ctx, faits) };
}

const enregistre = (c: ChapitreSante, fuseau: string): string => (c.modifieeLe ? t(`Version ${c.version}, ${formaterInstant(c.modifieeLe, fuseau)}${c.modifieePar ? `, par ${c.modifieePar}` : ''}.`) : '');

async function sante(ctx: ContextePage, phrase?: string, statut = 200): Promise<VuePage> {
  if (!peutLireLettre(ctx.qui)) return reserve(ctx);
  const { faits, projet } = await lire(ctx);
  const manques = manquesDuProjet(projet, faits);
  const tenues = await plumes(ctx);
  const vue: VueProjetSante = {
    base: ctx.base,
    phrase: manques.length === 0 ? 'Tout y est : vous pouvez le déposer.' : t(`${accord(9 - manques.length, 'chapitre complet', 'chapitres complets')} sur neuf. Maillage l’a préparé à partir du territoire et du diagnostic.`),
    peutEcrire: peutEcrireProjet(ctx.qui),
    manques: manques.map((m) => ({ ...m, titre: titreChapitre[m.cle] })),
    chapitres: projet.chapitres.map((c) => {
      const plume = tenues.find((p) => p.cle === c.cle && p.personneId !== ctx.qui.personneId);
      return { cle: c.cle, titre: titreChapitre[c.cle], blocs: blocsDuTexte(texteDuChapitre(c, faits)), enregistre: enregistre(c, ctx.fuseau), redige: c.texte !== null, ...(plume && { plume: t(`${plume.nom} écrit ce chapitre.`) }) };
    }),
  };
  return { ...cadre(ctx, 'Projet de santé'), sujets: ['projet_sante'], statut, corps: <PageSante vue={vue} {...(phrase === undefined ? {} : { refus: phrase })} /> };
}

const cleDe = (c: C): CleChapitreSante | undefined => CleChapitreSante.safeParse(c.req.param('cle')).data;

type Reprise = { readonly erreurs?: Readonly<Record<string, string>>; readonly saisie?: Readonly<Record<string, unknown>>; readonly miseDeCote?: string | undefined; readonly statut?: number };

/** A text set aside, and its union with the chapter as it stands. */
function croisement(versions: readonly Version[], c: ChapitreSante, id: string | undefined) {
  const cote = versions.find((v) => v.id === id && v.numero === undefined);
  if (!cote) return undefined;
  const base = versions.find((v) => v.numero === cote.base) ?? { champs: {}, texte: null, proposition: c.proposition };
  return { cote, reunion: reunir(base, c, cote) };
}

function ligneDeVersion(versions: readonly Version[], v: Version, fuseau: string): VueChapitre['versions'][number] {
  const avant = v.numero === undefined ? undefined : versionPrecedente(versions, v.numero);
  return { id: v.id, libelle: v.numero === undefined ? 'Texte mis de côté' : `Version ${v.numero} : ${libelleMotif[v.motif].toLowerCase().replace('lettre commencée', 'projet commencé')}`, quand: t(`${formaterInstant(v.le, fuseau)}, par ${v.auteur}`), avant: avant ? texteVisible(avant, avant.proposition) : '', apres: texteVisible(v, v.proposition) };
}

async function chapitre(ctx: ContextePage, cle: CleChapitreSante | undefined, r: Reprise = {}): Promise<VuePage> {
  if (!peutLireLettre(ctx.qui)) return reserve(ctx);
  if (!cle) return refus('inconnu', { ...cadre(ctx, 'Projet de santé'), corps: <p>Ce chapitre n’existe pas.</p> });
  const { faits, projet } = await lire(ctx);
  const c = projet.chapitres.find((x) => x.cle === cle);
  if (!c || !peutEcrireProjet(ctx.qui)) return sante(ctx, 'Seuls la coordination, la présidence, le secrétariat et la trésorerie écrivent le projet. Vous pouvez le lire.', 403);
  const versions = await versionsDuChapitre(ctx, cle);
  const croise = croisement(versions, c, r.miseDeCote);
  const proposition = proposerChapitre(cle, faits);
  const plume = (await plumes(ctx)).find((p) => p.cle === cle && p.personneId !== ctx.qui.personneId);
  const texte = croise?.reunion.contenu.texte ?? texteDuChapitre(c, faits);
  const vue: VueChapitre = {
    base: ctx.base, cle, titre: titreChapitre[cle], aide: aideChapitre[cle], version: /^\d{1,9}$/.test(String(r.saisie?.['version'])) ? Number(r.saisie?.['version']) : c.version, texte,
    montree: c.texte === null && !croise ? empreinte(proposition) : '',
    ...(plume && { plume: `${plume.nom} écrit ce chapitre depuis le ${formaterInstant(plume.depuis, ctx.fuseau)}` }),
    ...(croise && { conflit: { par: c.modifieePar ?? 'Quelqu’un', avant: texteDuChapitre(c, faits), apres: texteVisible(croise.cote, croise.cote.proposition), reuni: croise.reunion.entiere } }),
    versions: versions.map((v) => ligneDeVersion(versions, v, ctx.fuseau)),
    erreurs: r.erreurs ?? {}, saisie: r.saisie ?? {},
  };
  return { ...cadre(ctx, titreChapitre[cle], [{ libelle: titreChapitre[cle] }]), statut: r.statut ?? 200, corps: <PageChapitre vue={vue} /> };
}

const Saisie = z.strictObject({ version: z.coerce.number().int().min(0), montree: z.string().max(64).default(''), texte: z.string().default('') });

const ecrire = (c: C): Promise<Response> =>
  geste(c, Saisie, {
    enErreur: (ctx, erreurs, saisie) => chapitre(ctx, cleDe(c), { erreurs, saisie, statut: 422 }),
    faire: async (ctx, s, saisie): Promise<Reponse> => {
      const cle = cleDe(c);
      if (!cle || !peutLireLettre(ctx.qui)) return chapitre(ctx, cle);
      const { faits } = await lire(ctx);
      const issue = await ecrireChapitre(ctx, { cle, faits, texte: s.texte, montree: s.montree, base: s.version });
      if (issue.ok) return vers(c, `${ctx.base}/projet/sante#${cle}`, issue.valeur.inchangee ? 'Vous n’aviez rien changé : le chapitre est resté tel quel.' : `«\u00a0${titreChapitre[cle]}\u00a0»\u00a0: version ${issue.valeur.version} enregistrée.`);
      if (issue.refus.code === 'mise_de_cote') return vers(c, `${ctx.base}/projet/sante/${cle}?cote=${issue.refus.version}`);
      if (issue.refus.code === 'role_insuffisant') return chapitre(ctx, cle, { statut: 403 });
      return chapitre(ctx, cle, { erreurs: { texte: `Ce texte compte ${issue.refus.longueur} caractères : raccourcissez à ${TEXTE_MAX} au plus. Il est gardé ci-dessous.` }, saisie, statut: 422 });
    },
  });

const plume = (c: C): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => sante(ctx, Object.values(erreurs).join(' '), 422),
    faire: async (ctx): Promise<Reponse> => {
      const cle = cleDe(c);
      if (!cle) return chapitre(ctx, cle);
      const issue = await prendrePlume(ctx, cle);
      return !issue.ok && issue.refus.code === 'role_insuffisant' ? chapitre(ctx, cle) : vers(c, `${ctx.base}/projet/sante/${cle}`);
    },
  });

type Fichier = { readonly nom: string; readonly type: string; readonly octets: (l: Lu, ctx: ContextePage) => Promise<Uint8Array> };
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
}
