import { z } from 'zod';
import { formaterDate, formaterInstant } from '#core/texte.ts';
import type { ContextePage } from '#server/contexte.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import { repondreTableau } from '#server/documents/tableurs.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { libelleInstance, phraseIssue, phraseRefusAdoption } from './labels.ts';
import { CodeInstance, type VersionStatuts } from './model.ts';
import { verifierStatuts } from './moteur/fautes.ts';
import { CLAUSES } from './moteur/questions.ts';
import { clauseDe, estFacultative, manquesDesStatuts, questionsPosees, statutsDepuis } from './moteur/statuts.ts';
import { redigerReglement, texteDuReglement } from './moteur/reglement-document.ts';
import { redigerStatuts, texteDesStatuts } from './moteur/statuts-document.ts';
import { PageClause, type VueClause } from './pages/clause.tsx';
import { PageDecisions } from './pages/decisions.tsx';
import { PageGouvernance } from './pages/gouvernance.tsx';
import { PageReglement, type VueReglement } from './pages/reglement.tsx';
import { PageStatuts, type VueStatuts } from './pages/statuts.tsx';
import { peutEcrireStatuts, peutTenirSeance, peutVoirGouvernance } from './permissions.ts';
import { lireADeclarer, lireMandats, lireVersions, listerAssemblees, registreDesDecisions } from './queries.ts';
import { cadre, enLecture, introuvable, reservee, telecharger } from './routes-cadre.tsx';
import { ChampDeJour, type Reprise } from './routes-seance.tsx';
import { enCours } from './rules.ts';
import { adopterStatuts } from './use-cases/adopter-statuts.ts';
import { enregistrerClause, type RefusClause } from './use-cases/enregistrer-clause.ts';

async function accueil(ctx: ContextePage): Promise<VuePage> {
  const [versions, mandats, registre] = [await lireVersions(ctx), await lireMandats(ctx), await registreDesDecisions(ctx, { page: 1, taille: 5 })];
  const [enVigueur, brouillon] = [versions.find((v) => v.statut === 'en_vigueur'), versions.find((v) => v.statut === 'brouillon')];
  const tient = peutTenirSeance(ctx.qui);
  const vue = { base: ctx.base, aujourdhui: ctx.aujourdhui, tient, ...(enVigueur ? { enVigueur: enVigueur.numero } : {}), ...(brouillon && brouillon.numero > (enVigueur?.numero ?? 0) ? { brouillon: brouillon.numero } : {}), assemblees: await listerAssemblees(ctx), mandats: mandats.filter((m) => enCours(m, ctx.aujourdhui)), declarations: tient ? await lireADeclarer(ctx) : [], decisions: registre.decisions, totalDecisions: registre.total };
  return { ...cadre(ctx, 'Gouvernance'), corps: <PageGouvernance vue={vue} /> };
}

function comparer(versions: readonly VersionStatuts[], derniere: VersionStatuts | undefined, avec: string | undefined): Pick<VueStatuts, 'comparaison'> {
  const autre = versions.find((v) => String(v.numero) === avec);
  return autre && derniere ? { comparaison: { avec: autre.numero, avant: texteDesStatuts(autre.reponses), apres: texteDesStatuts(derniere.reponses) } } : {};
}

async function statuts(ctx: ContextePage, { avec, phrase, erreurs = {}, valeurs }: { avec?: string | undefined; phrase?: string } & Pick<Reprise, 'erreurs' | 'valeurs'> = {}): Promise<VuePage> {
  const versions = await lireVersions(ctx);
  const [derniere] = versions;
  const reponses = derniere?.reponses ?? {};
  const manques = manquesDesStatuts(reponses);
  const vue: VueStatuts = {
    base: ctx.base, erreurs, valeurs: valeurs ?? { adoptee: ctx.aujourdhui }, ecrit: peutEcrireStatuts(ctx.qui), numero: derniere?.numero ?? 0, ...(derniere ? { statut: derniere.statut } : {}),
    clauses: CLAUSES.map((c) => { const posees = questionsPosees(c, reponses); return { cle: c.cle, titre: c.titre, posees: posees.length, manques: manques.filter((m) => posees.some((q) => q.cle === m.cle)) }; }),
    fautes: verifierStatuts(statutsDepuis(reponses)),
    blocs: redigerStatuts(reponses, { cpts: ctx.ici.nom, date: formaterDate(ctx.aujourdhui), etat: '' }).blocs,
    versions: versions.map((v) => ({ numero: v.numero, statut: v.statut, quand: formaterInstant(v.le, ctx.fuseau), par: v.par })),
    ...comparer(versions, derniere, avec), ...(phrase === undefined ? {} : { refus: phrase }),
  };
  return { ...cadre(ctx, 'Statuts', [{ libelle: 'Statuts' }]), corps: <PageStatuts vue={vue} /> };
}

async function reglement(ctx: ContextePage, avec: string | undefined): Promise<VuePage> {
  const versions = await lireVersions(ctx);
  const [derniere] = versions;
  const reponses = derniere?.reponses ?? {};
  const autre = versions.find((v) => String(v.numero) === avec);
  const adopte = CodeInstance.safeParse(reponses['reglement']).data;
  const vue: VueReglement = {
    base: ctx.base, ecrit: peutEcrireStatuts(ctx.qui), numero: derniere?.numero ?? 0, adoptePar: adopte && libelleInstance[adopte], blocs: redigerReglement(reponses, { cpts: ctx.ici.nom, date: formaterDate(ctx.aujourdhui), etat: '' }).blocs, versions: versions.slice(1, 30).map((v) => v.numero),
    ...(autre && derniere ? { comparaison: { avec: autre.numero, avant: texteDuReglement(autre.reponses), apres: texteDuReglement(reponses) } } : {}), ...(avec !== undefined && !autre ? { refus: 'Cette version n’existe pas : voici la dernière.' } : {}),
  };
  return { ...cadre(ctx, 'Règlement intérieur', [{ libelle: 'Règlement intérieur' }]), corps: <PageReglement vue={vue} /> };
}

async function clause(ctx: ContextePage, cle: string, reprise: Partial<Pick<VueClause, 'erreurs' | 'valeurs'>> = {}): Promise<VuePage> {
  const c = clauseDe(cle);
  if (!c) return introuvable(ctx, 'Cette clause n’existe pas');
  const [derniere] = await lireVersions(ctx);
  const reponses = derniere?.reponses ?? {};
  const vue: VueClause = { base: ctx.base, ecrit: peutEcrireStatuts(ctx.qui), cle, titre: c.titre, guide: c.guide, version: derniere?.numero ?? 0, questions: questionsPosees(c, reponses), reponses, erreurs: reprise.erreurs ?? {}, valeurs: reprise.valeurs ?? {} };
  return { ...cadre(ctx, c.titre, [{ libelle: 'Statuts', href: `${ctx.base}/gouvernance/statuts` }, { libelle: c.titre }]), corps: <PageClause vue={vue} /> };
}

function phraseClause(r: Exclude<RefusClause, { code: 'saisie_refusee' }>): string {
  switch (r.code) {
    case 'role_insuffisant': return 'Les statuts sont écrits par la coordination, la présidence ou le secrétariat.';
    case 'clause_inconnue': return 'Cette clause n’existe pas, ou plus.';
    case 'modifiee_entre_temps': return `Quelqu’un a enregistré la version ${r.numero} pendant que vous écriviez. Vos réponses sont gardées ci-dessous : relisez, puis enregistrez de nouveau.`;
  }
}

const NATURES = { role_insuffisant: 'interdit', clause_inconnue: 'inconnu', modifiee_entre_temps: 'conflit', saisie_refusee: 'regle' } as const;
const Saisie = z.record(z.string(), z.string());

function enregistrer(c: C): Promise<Response> {
  const cle = c.req.param('cle') ?? '';
  return geste(c, Saisie, {
    enErreur: async (ctx, erreurs, valeurs) => (peutVoirGouvernance(ctx.qui) ? clause(ctx, cle, { erreurs, valeurs }) : reservee(ctx)),
    faire: async (ctx, { version, ...valeurs }) => {
      if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
      const issue = await enregistrerClause(ctx, { cle, valeurs, base: Number(version ?? 0) });
      if (!issue.ok) return refus(NATURES[issue.refus.code], await clause(ctx, cle, { erreurs: issue.refus.code === 'saisie_refusee' ? issue.refus.erreurs : { '': phraseClause(issue.refus) }, valeurs }));
      const dites = (await lireVersions(ctx))[0]?.reponses ?? {};
      const reste = questionsPosees(clauseDe(cle) ?? { cle, titre: '', guide: '', questions: [] }, dites).filter((q) => !estFacultative(q, dites) && !(valeurs[q.cle] ?? '').trim());
      return vers(c, reste.length > 0 && !issue.valeur.inchangee ? `${ctx.base}/gouvernance/statuts/${cle}` : `${ctx.base}/gouvernance/statuts`, issue.valeur.inchangee ? 'Vous n’aviez rien changé.' : reste.length > 0 ? `Version ${issue.valeur.numero} enregistrée. Il reste ${reste.length} règles à dire dans cette clause.` : `Version ${issue.valeur.numero} enregistrée : cette clause est dite.`);
    },
  });
}

const adopter = (c: C): Promise<Response> =>
  geste(c, z.strictObject({ numero: z.coerce.number().int().min(1), adoptee: ChampDeJour }), {
    enErreur: async (ctx, erreurs, valeurs) => (peutVoirGouvernance(ctx.qui) ? statuts(ctx, { erreurs, valeurs }) : reservee(ctx)),
    faire: async (ctx, { numero, adoptee }, valeurs) => {
      if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
      const issue = await adopterStatuts(ctx, numero, adoptee);
      return issue.ok ? vers(c, `${ctx.base}/gouvernance/statuts`, `La version ${numero} est en vigueur. Elle est à déclarer à la préfecture dans les trois mois : c’est noté parmi les déclarations.`) : refus(issue.refus.code === 'role_insuffisant' ? 'interdit' : 'regle', await statuts(ctx, issue.refus.code === 'jour_a_venir' ? { erreurs: { adoptee: phraseRefusAdoption(issue.refus) }, valeurs } : { phrase: phraseRefusAdoption(issue.refus) }));
    },
  });

const TAILLE = 50;

async function decisions(ctx: ContextePage, brut: string | undefined): Promise<VuePage> {
  const numero = Math.max(1, Math.floor(Number(brut ?? 1)) || 1);
  const { total, decisions: lignes } = await registreDesDecisions(ctx, { page: numero, taille: TAILLE });
  return { ...cadre(ctx, 'Registre des décisions', [{ libelle: 'Registre des décisions' }]), corps: <PageDecisions vue={{ base: ctx.base, total, page: numero, taille: TAILLE, decisions: lignes }} /> };
}


export function routesGouvernance(cpts: Routes): void {
  cpts.get('/gouvernance', (c) => enLecture(c, accueil));
  cpts.get('/gouvernance/statuts', (c) => enLecture(c, (ctx) => statuts(ctx, { avec: c.req.query('avec') })));
  for (const format of ['docx', 'pdf'] as const) {
    cpts.get(`/gouvernance/statuts.${format}`, (c) => enLecture(c, async (ctx) => {
      const [v] = await lireVersions(ctx);
      return telecharger(redigerStatuts(v?.reponses ?? {}, { cpts: ctx.ici.nom, date: formaterDate(ctx.aujourdhui), etat: v ? `version ${v.numero}` : 'brouillon' }), format, `statuts-${ctx.ici.slug}`);
    }));
  }
  cpts.get('/gouvernance/reglement', (c) => enLecture(c, (ctx) => reglement(ctx, c.req.query('avec'))));
  for (const format of ['docx', 'pdf'] as const) {
    cpts.get(`/gouvernance/reglement.${format}`, (c) => enLecture(c, async (ctx) => {
      const [v] = await lireVersions(ctx);
      return telecharger(redigerReglement(v?.reponses ?? {}, { cpts: ctx.ici.nom, date: formaterDate(ctx.aujourdhui), etat: v ? `version ${v.numero}` : 'brouillon' }), format, `reglement-interieur-${ctx.ici.slug}`);
    }));
  }
  cpts.post('/gouvernance/statuts/adoption', adopter);
  cpts.get('/gouvernance/statuts/:cle', (c) => enLecture(c, (ctx) => clause(ctx, c.req.param('cle') ?? '')));
  cpts.post('/gouvernance/statuts/:cle', enregistrer);
  cpts.get('/gouvernance/decisions', (c) => enLecture(c, (ctx) => decisions(ctx, c.req.query('page'))));
  for (const format of ['csv', 'xlsx'] as const) {
    cpts.get(`/gouvernance/decisions.${format}`, (c) => enLecture(c, async (ctx) => {
      const { decisions: lignes } = await registreDesDecisions(ctx, { page: 1, taille: 5000 });
      return repondreTableau([['Jour', 'Instance', 'Décision', 'Résultat', 'Voix et élus'], ...lignes.map((d) => [d.jour, libelleInstance[d.instance], d.titre, phraseIssue(d.issue), d.bilan])], { nom: `decisions-${ctx.ici.slug}`, feuille: 'Décisions', format });
    }));
  }
}
