import { encode } from 'uqr';
import { z } from 'zod';
import type { Result } from '#core/result.ts';
import { encadrer } from '#server/cadre.tsx';
import type { ContextePage } from '#server/contexte.ts';
import { lireCorps } from '#server/formulaires.ts';
import { lireLien, phraseRefusLien, signerLien } from '#server/liens/jeton-lien.ts';
import { geste, refus, vers } from '#server/pages.tsx';
import { ecrireParLien, estAilleurs, lireParLien, pageAilleurs, type PorteTenue } from '#server/liens/porte-tenue.tsx';
import type { ContexteLien } from '#server/portes-lien.ts';
import type { Routes } from '#server/routes.ts';
import type { C, VuePage } from '#server/vue-page.ts';
import { PageMessage } from '#web/message.tsx';
import { phraseRefusAssemblee } from './labels.ts';
import { AssembleeId, ReponseConvocation } from './model.ts';
import type { CodeDeLaSalle } from './pages/ecran.tsx';
import { PageReponseSeance } from './pages/reponse.tsx';
import { PageSalle } from './pages/salle.tsx';
import { adressesDe, lireAssemblee } from './queries.ts';
import { cadre, enLecture, introuvable, reservee } from './routes-cadre.tsx';
import { electeurDe, type RefusAssemblee } from './rules.ts';
import { peutVoirGouvernance } from './permissions.ts';
import { USAGE_SEANCE } from './use-cases/convoquer-assemblee.ts';
import { donnerProcuration } from './use-cases/donner-procuration.ts';
import { noterPresence } from './use-cases/noter-presence.ts';
import { repondreConvocation } from './use-cases/repondre-convocation.ts';
import { presenterReponse } from './view.ts';

const USAGE_SALLE = 'salle';
const MINUTES_DU_CODE = 15;
/** The room's screen draws itself again before its code expires: whoever scans still has five minutes. */
export const RENOUVELER_SECONDES = (MINUTES_DU_CODE - 5) * 60;

/** The code that the room's screen shows: whoever scans it was in front of it a few minutes ago. It says no name; the phone's session does. */
export function codeDeLaSalle(c: C, ctx: ContextePage, id: AssembleeId): CodeDeLaSalle {
  const { config } = c.var.services;
  const jeton = signerLien({ usage: USAGE_SALLE, cptsId: ctx.cpts, objet: id, expire: new Date(ctx.maintenant.getTime() + MINUTES_DU_CODE * 60_000) }, config.secret);
  const { data, size } = encode(`${config.url}${ctx.base}/gouvernance/salle/${jeton}`, { ecc: 'M', border: 0 });
  return { taille: size, trace: data.flatMap((ligne, y) => ligne.flatMap((noir, x) => (noir ? [`M${x} ${y}h1v1h-1z`] : []))).join('') };
}

/** Which assembly this code opens, for somebody of this CPTS. */
function assembleeDuCode(c: C, ctx: ContextePage): Result<AssembleeId, string> {
  const lu = lireLien(c.req.param('jeton') ?? '', { usage: USAGE_SALLE, maintenant: ctx.maintenant, secret: c.var.services.config.secret });
  const id = lu.ok && lu.valeur.cptsId === ctx.cpts ? AssembleeId.safeParse(lu.valeur.objet).data : undefined;
  if (id) return { ok: true, valeur: id };
  return { ok: false, refus: !lu.ok && lu.refus.code === 'lien_expire' ? 'Ce code a changé depuis. Scannez celui que l’écran de la salle montre maintenant.' : 'Ce code ne se lit pas. Scannez-le de nouveau sur l’écran de la salle.' };
}

async function salle(c: C, ctx: ContextePage, phrase?: string): Promise<VuePage> {
  const lu = assembleeDuCode(c, ctx);
  const a = lu.ok ? await lireAssemblee(ctx, lu.valeur) : undefined;
  if (!lu.ok) return refus('inconnu', { ...cadre(ctx, 'Code de la salle'), corps: <PageMessage titre="Ce code n’est plus valable" texte={lu.refus} lien={{ href: `${ctx.base}/gouvernance`, libelle: 'Voir les assemblées' }} /> });
  if (!a) return introuvable(ctx, 'Cette assemblée n’existe pas');
  const moi = electeurDe(a, ctx.qui.personneId);
  const adresse = `${ctx.base}/gouvernance/assemblees/${a.id}`;
  return { ...cadre(ctx, a.titre, [{ libelle: a.titre, href: adresse }, { libelle: 'Dans la salle' }]), corps: <PageSalle vue={{ titre: a.titre, action: c.req.path, adresse, votant: moi !== undefined, present: a.presents.some((p) => p.electeur === moi?.id), ...(phrase === undefined ? {} : { refus: phrase }) }} /> };
}

const entrerEnSalle = (c: C): Promise<Response> =>
  geste(c, z.strictObject({}), {
    enErreur: (ctx, erreurs) => salle(c, ctx, Object.values(erreurs).join(' ')),
    faire: async (ctx) => {
      if (!peutVoirGouvernance(ctx.qui)) return reservee(ctx);
      const lu = assembleeDuCode(c, ctx);
      if (!lu.ok) return salle(c, ctx);
      const issue = await noterPresence(ctx, lu.valeur, { present: true, parCode: true });
      return issue.ok ? vers(c, `${ctx.base}/gouvernance/assemblees/${lu.valeur}?volet=vote`, 'Votre présence est notée.') : refus('regle', await salle(c, ctx, phraseRefusAssemblee(issue.refus)));
    },
  });

const Message = ({ texte }: { texte: string }) => <PageMessage titre="Répondre à une convocation" texte={texte} lien={{ href: '/', libelle: 'Ouvrir Maillage' }} />;

/** One's own answer to a convocation, and one's proxy, by the link of the letter. */
export const PORTE_SEANCE: PorteTenue = {
  usage: USAGE_SEANCE, chemin: '/seance', adresse: (jeton) => `/seance/${jeton}`,
  proprietaire: async (ctx) => { const courriel = (await adressesDe(ctx, [ctx.qui.personneId])).get(ctx.qui.personneId); return courriel === undefined ? undefined : { nom: ctx.qui.nom, courriel }; },
};

/** The page of a signed link. A GET shows and changes nothing: what scans mail may follow it. */
async function pageReponse(c: C, phrase?: string): Promise<Response> {
  const presente = { porte: PORTE_SEANCE, jeton: c.req.param('jeton') ?? '' };
  const issue = await lireParLien(c, presente, async (ctx) => {
    const a = await assembleeDuLien(ctx);
    return a && presenterReponse(a, { personneId: ctx.qui.personneId, cpts: ctx.ici.nom, action: c.req.path, ...(phrase === undefined ? {} : { refus: phrase }) });
  });
  c.header('Referrer-Policy', 'same-origin');
  c.header('X-Robots-Tag', 'noindex');
  if (!issue.ok) return estAilleurs(issue.refus) ? pageAilleurs(c, presente, issue.refus) : encadrer(c, undefined, { titre: 'Lien', statut: issue.refus.code === 'lien_expire' ? 410 : 404, corps: <Message texte={phraseRefusLien(issue.refus)} /> });
  if (!issue.valeur) return encadrer(c, undefined, { titre: 'Introuvable', statut: 404, corps: <Message texte="Cette assemblée n’existe plus, ou vous n’êtes pas sur la liste de ses votants." /> });
  return encadrer(c, undefined, { titre: issue.valeur.titre, statut: phrase === undefined ? 200 : 422, corps: <PageReponseSeance vue={issue.valeur} /> });
}

const assembleeDuLien = async (ctx: ContexteLien): ReturnType<typeof lireAssemblee> => { const id = AssembleeId.safeParse(ctx.lien.objet).data; return id && lireAssemblee(ctx, id); };

const SaisieReponse = z.union([z.strictObject({ reponse: ReponseConvocation }), z.strictObject({ mandataire: z.string().max(120) })]);
const ANNONCES: Readonly<Record<ReponseConvocation, string>> = { viendra: 'C’est noté : vous viendrez.', absence: 'C’est noté : vous ne viendrez pas. Vous pouvez donner procuration.' };

/** The tap: the link says who, so no session and no form token. Sent again, it writes the same thing again. */
async function repondreParLien(c: C): Promise<Response> {
  const lu = SaisieReponse.safeParse((await lireCorps(c)).valeurs);
  if (!lu.success) return pageReponse(c, 'Choisissez une réponse.');
  const saisie = lu.data;
  const presente = { porte: PORTE_SEANCE, jeton: c.req.param('jeton') ?? '' };
  const issue = await ecrireParLien(c, { ...presente, annuler: (r: Result<true, RefusAssemblee>) => !r.ok }, async (ctx): Promise<Result<true, RefusAssemblee>> => {
    const a = await assembleeDuLien(ctx);
    if (!a) return { ok: false, refus: { code: 'assemblee_inconnue' } };
    return 'reponse' in saisie ? repondreConvocation(ctx, a.id, saisie.reponse) : donnerProcuration(ctx, a.id, { mandataire: saisie.mandataire || undefined });
  });
  if (!issue.ok) return estAilleurs(issue.refus) ? pageAilleurs(c, presente, issue.refus) : pageReponse(c);
  if (!issue.valeur.ok) return pageReponse(c, phraseRefusAssemblee(issue.valeur.refus));
  return vers(c, c.req.path, 'reponse' in saisie ? ANNONCES[saisie.reponse] : saisie.mandataire ? 'Votre procuration est notée.' : 'Votre procuration est reprise.');
}

export function routesLiens(app: Routes, cpts: Routes): void {
  cpts.get('/gouvernance/salle/:jeton', (c) => enLecture(c, (ctx) => salle(c, ctx)));
  cpts.post('/gouvernance/salle/:jeton', entrerEnSalle);
  app.get('/seance/:jeton', (c) => pageReponse(c));
  app.post('/seance/:jeton', (c) => repondreParLien(c));
}
