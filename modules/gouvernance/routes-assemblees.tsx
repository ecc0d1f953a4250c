import { z } from 'zod';
import { formaterDate } from '#core/texte.ts';
import type { ContextePage } from '#server/contexte.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { CodeInstance, FormeVote, type NouveauPoint } from './model.ts';
import { PageEcran } from './pages/ecran.tsx';
import { PageNouvelleAssemblee } from './pages/nouvelle-assemblee.tsx';
import { peutTenirSeance } from './permissions.ts';
import { lireAssemblee, statutsEnVigueur } from './queries.ts';
import { cadre, enLecture, introuvable, reservee, telecharger } from './routes-cadre.tsx';
import { codeDeLaSalle, RENOUVELER_SECONDES } from './routes-liens.tsx';
import { agir, assemblee, ChampDeJour, ChampDHeure, collegesDuRegistre, Facultatif, identifiant, pointId, type Reprise, Rien, vueDe } from './routes-seance.tsx';
import { figerRegles, lireElectionEcrite } from './rules.ts';
import { composerOrdre } from './use-cases/composer-ordre.ts';
import { conduireAssemblee, signerProcesVerbal } from './use-cases/conduire-assemblee.ts';
import { convoquerAssemblee } from './use-cases/convoquer-assemblee.ts';
import { donnerProcuration } from './use-cases/donner-procuration.ts';
import { noterPresence } from './use-cases/noter-presence.ts';
import { preparerAssemblee } from './use-cases/preparer-assemblee.ts';
import { redigerFeuille, redigerProcesVerbal } from './view.ts';

type PointPrepare = NouveauPoint;
const FORMES: ReadonlyMap<string, PointPrepare['forme']> = new Map([['vote', 'main_levee'], ['secret', 'secret'], ['distance', 'distance']]);

const decouper = (t: string): string[][] => t.split(/\r?\n/).filter((l) => l.trim() !== '').map((l) => l.split(';').map((x) => x.trim()));

function lirePoint([titre = '', forme = '', decision = '']: readonly string[]): PointPrepare | string {
  if (titre === '' || titre.length > 300) return 'Chaque point a un titre de 300 caractères au plus.';
  const point = { titre, decision: decision || 'ordinaire', sieges: 1, candidats: [] };
  if (forme === '') return { ...point, genre: 'information', forme: 'main_levee' };
  const commeOnVote = FORMES.get(forme);
  return commeOnVote ? { ...point, genre: 'resolution', forme: commeOnVote } : `« ${forme} » : écrivez vote, secret ou distance après le titre.`;
}

/** « Approuver le budget ; vote »: one line, one item. */
function lirePoints(points: string): PointPrepare[] | string {
  const lus = decouper(points).map(lirePoint);
  const refuse = lus.find((p) => typeof p === 'string');
  return refuse ?? (lus.length === 0 ? 'Écrivez au moins un point à l’ordre du jour.' : lus.filter((p) => typeof p !== 'string'));
}

const Forme = z.enum(FormeVote.options, 'Dites comment on vote.');
const Titre = z.string().trim().min(1, 'Donnez un titre.').max(300, 'Un titre tient en 300 caractères.');
const SaisieVote = z.strictObject({ titre: Titre, forme: z.enum(['information', ...FormeVote.options], 'Dites comment on vote.'), decision: z.string().min(1).max(80).default('ordinaire') });
const SaisieElection = z.strictObject({ titre: Titre, forme: Forme, sieges: z.string().trim().max(500).default(''), candidats: z.string().max(20_000).default('') });

const ajouterUnVote = (c: C): Promise<Response> =>
  agir(c, SaisieVote, {
    faire: (ctx, id, s) => composerOrdre(ctx, id, { ajouter: { titre: s.titre, genre: s.forme === 'information' ? 'information' : 'resolution', decision: s.decision, sieges: 1, candidats: [], forme: s.forme === 'information' ? 'main_levee' : s.forme } }),
    dire: 'Ajouté à l’ordre du jour.',
  });

const ajouterUneElection = (c: C): Promise<Response> =>
  agir(c, SaisieElection, {
    faire: async (ctx, id, s) => {
      const a = await lireAssemblee(ctx, id);
      const statuts = (await statutsEnVigueur(ctx))?.statuts;
      const lue = lireElectionEcrite(s, a && statuts && figerRegles(statuts, a.instance));
      return lue.ok ? composerOrdre(ctx, id, { ajouter: lue.valeur }) : lue;
    },
    dire: 'L’élection est à l’ordre du jour.',
  });

const SaisieAssemblee = z.strictObject({
  instance: z.enum(CodeInstance.options, 'Choisissez une instance.'),
  titre: z.string().trim().min(1, 'Donnez un titre.').max(200), jour: ChampDeJour, heure: ChampDHeure, lieu: z.string().trim().min(1, 'Dites où l’on se réunit.').max(200),
  convocation: z.enum(['1', '2'], 'Choisissez la première ou la seconde convocation.').default('1'), points: z.string().max(6000).default(''),
});

async function nouvelle(ctx: ContextePage, reprise: Reprise = {}): Promise<VuePage> {
  if (!peutTenirSeance(ctx.qui)) return reservee(ctx);
  const instances = (await statutsEnVigueur(ctx))?.statuts.instances.map((i) => i.code) ?? [];
  return { ...cadre(ctx, 'Préparer une assemblée', [{ libelle: 'Préparer une assemblée' }]), corps: <PageNouvelleAssemblee vue={{ base: ctx.base, instances, erreurs: reprise.erreurs ?? {}, valeurs: reprise.valeurs ?? {} }} /> };
}

const preparer = (c: C): Promise<Response> =>
  geste(c, SaisieAssemblee, {
    enErreur: (ctx, erreurs, valeurs) => nouvelle(ctx, { erreurs, valeurs }),
    faire: async (ctx, { points, convocation, ...s }, valeurs) => {
      const lus = lirePoints(points);
      if (typeof lus === 'string') return refus('regle', await nouvelle(ctx, { erreurs: { points: lus }, valeurs }));
      const issue = await preparerAssemblee(ctx, { ...s, convocation: convocation === '2' ? 2 : 1, points: lus });
      return issue.ok ? vers(c, `${ctx.base}/gouvernance/assemblees/${issue.valeur}`, 'Assemblée préparée. Relisez-la, puis convoquez.') : reservee(ctx);
    },
  });

export function routesAssemblees(cpts: Routes): void {
  const racine = '/gouvernance/assemblees';
  cpts.get(`${racine}/nouvelle`, (c) => enLecture(c, (ctx) => nouvelle(ctx)));
  cpts.post(`${racine}/nouvelle`, preparer);
  cpts.get(`${racine}/:id`, (c) => enLecture(c, (ctx) => assemblee(c, ctx, identifiant(c), c.req.query('volet'))));
  cpts.get(`${racine}/:id/ecran`, (c) => enLecture(c, async (ctx) => {
    const id = identifiant(c);
    const a = id && (await lireAssemblee(ctx, id));
    if (!a) return introuvable(ctx, 'Cette assemblée n’existe pas');
    c.header('Refresh', String(RENOUVELER_SECONDES));
    return { ...cadre(ctx, a.titre), plein: true, corps: <PageEcran vue={await vueDe(c, ctx, a, undefined)} {...(a.statut === 'ouverte' ? { code: codeDeLaSalle(c, ctx, a.id) } : {})} /> };
  }));
  for (const [chemin, format, nom] of [['proces-verbal.docx', 'docx', 'proces-verbal'], ['proces-verbal.pdf', 'pdf', 'proces-verbal'], ['feuille.pdf', 'pdf', 'feuille-de-presence']] as const) {
    cpts.get(`${racine}/:id/${chemin}`, (c) => enLecture(c, async (ctx) => {
      const id = identifiant(c);
      const a = id && (await lireAssemblee(ctx, id));
      return a ? telecharger(nom === 'proces-verbal' ? redigerProcesVerbal(a, { cpts: ctx.ici.nom, fuseau: ctx.fuseau }) : redigerFeuille(a, { cpts: ctx.ici.nom, date: formaterDate(a.jour), registre: await collegesDuRegistre(ctx) }), format, `${nom}-${a.jour}`) : introuvable(ctx, 'Cette assemblée n’existe pas');
    }));
  }
  cpts.post(`${racine}/:id/convocation`, (c) => agir(c, Rien, { faire: (ctx, id) => convoquerAssemblee(ctx, id, { cpts: ctx.ici.nom, racine: c.var.services.config.url, secret: c.var.services.config.secret }), dire: 'Les convocations sont parties ; leur preuve est gardée dans la feuille de présence.' }));
  cpts.post(`${racine}/:id/presence`, (c) => agir(c, z.strictObject({ electeur: Facultatif, present: z.enum(['oui', 'non']) }), { volet: 'quorum', faire: (ctx, id, s) => noterPresence(ctx, id, { electeur: s.electeur, present: s.present === 'oui' }), dire: 'C’est noté.' }));
  cpts.post(`${racine}/:id/procuration`, (c) => agir(c, z.strictObject({ mandant: Facultatif, mandataire: Facultatif }), { volet: 'quorum', faire: (ctx, id, s) => donnerProcuration(ctx, id, s), dire: 'C’est noté.' }));
  cpts.post(`${racine}/:id/ouverture`, (c) => agir(c, z.strictObject({ presidence: z.string().min(1, 'Dites qui préside la séance.').max(120) }), { volet: 'quorum', faire: (ctx, id, s) => conduireAssemblee(ctx, id, { geste: 'ouvrir', presidence: s.presidence }), dire: 'La séance est ouverte.' }));
  cpts.post(`${racine}/:id/cloture`, (c) => agir(c, z.strictObject({ observations: z.string().max(8000).default('') }), { faire: (ctx, id, s) => conduireAssemblee(ctx, id, { geste: 'clore', observations: s.observations }, c.var.services.config.secret), dire: 'La séance est close. Le procès-verbal est écrit.' }));
  cpts.post(`${racine}/:id/signature`, (c) => agir(c, Rien, { faire: (ctx, id) => signerProcesVerbal(ctx, id), dire: 'Votre signature est notée.' }));
  cpts.post(`${racine}/:id/points`, ajouterUnVote);
  cpts.post(`${racine}/:id/elections`, ajouterUneElection);
  cpts.post(`${racine}/:id/points/:point/retrait`, (c) => agir(c, Rien, { faire: (ctx, id) => composerOrdre(ctx, id, { retirer: pointId(c) }), dire: 'Le point est retiré de l’ordre du jour.' }));
}
