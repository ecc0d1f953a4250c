import { z } from 'zod';
import type { DocumentRedige } from '#core/document.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ecrireDocx } from '#server/documents/docx.ts';
import { ecrirePdf } from '#server/documents/pdf.ts';
import type { Valeurs } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import type { C, Reponse, VuePage } from '#server/vue-page.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import type { Routes } from '#server/routes.ts';
import { phraseRefusGeste, titreSection } from './labels.ts';
import { CleSection, VersionId } from './model.ts';
import { redigerLettre } from './moteur/lettre-document.ts';
import { Introuvable, PageComparaison } from './pages/comparaison.tsx';
import { PageConflit } from './pages/conflit.tsx';
import { PageLettre } from './pages/lettre.tsx';
import { LectureReservee, PageProjet } from './pages/projet.tsx';
import { PageSection } from './pages/section.tsx';
import { PageVersions } from './pages/versions.tsx';
import { estOfficier, peutEcrireLettre, peutLireLettre, peutVoirParcours } from './permissions.ts';
import { faitsDeLaLettre, lireLettre, versionsDeLaSection } from './queries.ts';
import { routesAides } from './routes-aides.tsx';
import { routesEchanges } from './routes-echanges.tsx';
import { pageDuParcours, routesParcours } from './routes-parcours.tsx';
import { routesSante } from './routes-sante.tsx';
import { manques, saisieDeSection } from './rules.ts';
import { enregistrerSection } from './use-cases/enregistrer-section.ts';
import { noterActualisation } from './use-cases/noter-actualisation.ts';
import { type Geste, reprendreProposition, type RefusGeste } from './use-cases/reprendre-proposition.ts';
import { restaurerVersion } from './use-cases/restaurer-version.ts';
import { type FaitsDePage, presenterComparaison, presenterConflit, presenterLettre, presenterProjet, presenterSection, presenterVersions } from './view.ts';

type Suite = readonly { readonly libelle: string; readonly href?: string }[];

const cadre = (ctx: ContextePage, titre: string, suite: Suite = []): Omit<VuePage, 'corps'> => ({
  titre,
  actif: 'projet',
  chemin: [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Projet', ...(suite.length > 0 ? { href: `${ctx.base}/projet` } : {}) }, ...suite],
});

const reservee = (ctx: ContextePage): VuePage => refus('interdit', { ...cadre(ctx, 'Projet'), corps: <LectureReservee base={ctx.base} /> });

async function lire(ctx: ContextePage): Promise<FaitsDePage> {
  const faits = await faitsDeLaLettre(ctx, chargerPaquet(), ctx.ici);
  return { lettre: await lireLettre(ctx, faits), faits, base: ctx.base, fuseau: ctx.fuseau, aujourdhui: ctx.aujourdhui, qui: ctx.qui };
}

/** A page of those who may read the letter; the others learn why not. */
const enLecture = (c: C, faire: (ctx: ContextePage, f: FaitsDePage) => Promise<Reponse> | Reponse): Promise<Response> => page(c, async (ctx) => (peutLireLettre(ctx.qui) ? faire(ctx, await lire(ctx)) : reservee(ctx)));

const introuvable = (ctx: ContextePage): VuePage => refus('inconnu', { ...cadre(ctx, 'Section introuvable', [{ libelle: 'Lettre d’intention' }]), corps: <Introuvable /> });

/** The letter, whoever asks: a refused gesture must not show it to those who may not read it. */
const lettre = (ctx: ContextePage, f: FaitsDePage, phrase?: string): VuePage => (!peutLireLettre(ctx.qui) ? reservee(ctx) : { ...cadre(ctx, 'Lettre d’intention', [{ libelle: 'Lettre d’intention' }]), sujets: ['lettre', 'territoire'], corps: <PageLettre vue={presenterLettre(f, phrase)} /> });

const dansLaLettre = (ctx: ContextePage, ...suite: Suite): Suite => [{ libelle: 'Lettre d’intention', href: `${ctx.base}/projet/lettre` }, ...suite];

const cleDe = (c: C): CleSection | undefined => CleSection.safeParse(c.req.param('cle')).data;

/** A page of one section, known by its key. */
const enSection = (c: C, faire: (ctx: ContextePage, f: FaitsDePage, cle: CleSection) => Promise<Reponse> | Reponse): Promise<Response> => {
  const cle = cleDe(c);
  return enLecture(c, (ctx, f) => (cle === undefined ? introuvable(ctx) : faire(ctx, f, cle)));
};

type Reprise = Parameters<typeof presenterSection>[2];

function section(ctx: ContextePage, f: FaitsDePage, cle: CleSection, reprise?: Reprise): VuePage {
  if (!peutLireLettre(ctx.qui)) return reservee(ctx);
  return {
    ...cadre(ctx, titreSection[cle], dansLaLettre(ctx, { libelle: titreSection[cle] })),
    corps: <PageSection vue={presenterSection(f, cle, reprise)} />,
    ...(peutEcrireLettre(ctx.qui) ? {} : { statut: 403 }),
  };
}

async function enregistrer(c: C, cle: CleSection): Promise<Response> {
  const encore = async (ctx: ContextePage, erreurs: Readonly<Record<string, string>>, saisie: Valeurs): Promise<VuePage> => section(ctx, await lire(ctx), cle, { erreurs, saisie });
  return geste(c, saisieDeSection(cle), {
    enErreur: encore,
    faire: async (ctx, { version, montree, texte, champs }, valeurs) => {
      const faits = await faitsDeLaLettre(ctx, chargerPaquet(), ctx.ici);
      const issue = await enregistrerSection(ctx, { cle, faits, envoi: { champs, texte, montree, base: version } });
      if (issue.ok) return vers(c, `${ctx.base}/projet/lettre#${cle}`, issue.valeur.inchangee ? 'Vous n’aviez rien changé : la section est restée telle quelle.' : `« ${titreSection[cle]} » : version ${issue.valeur.version} enregistrée.`);
      switch (issue.refus.code) {
        case 'saisie_refusee':
          return refus('regle', await encore(ctx, issue.refus.erreurs, valeurs));
        case 'role_insuffisant':
          return refus('interdit', await encore(ctx, { '': phraseRefusGeste(issue.refus) }, valeurs));
        case 'mise_de_cote':
          // A redirect, so that the text set aside is kept: an answer of refusal would roll it back.
          return vers(c, `${ctx.base}/projet/lettre/${cle}/conflit/${issue.refus.version}`);
      }
    },
  });
}

const SaisieGeste = z.strictObject({ version: z.coerce.number().int().min(0) });

type Action = { readonly faire: (ctx: ContextePage, g: Geste) => ReturnType<typeof reprendreProposition>; readonly dire: (version: number) => string };

const NATURES = { role_insuffisant: 'interdit', section_inconnue: 'inconnu', section_modifiee_entre_temps: 'conflit' } as const satisfies Record<RefusGeste['code'], string>;

/** A gesture on a section that carries no text: done, or the letter again with the reason. */
function agir(c: C, { faire, dire }: Action): Promise<Response> {
  const cle = cleDe(c);
  return geste(c, SaisieGeste, {
    enErreur: async (ctx, erreurs) => lettre(ctx, await lire(ctx), Object.values(erreurs).join(' ')),
    faire: async (ctx, { version }) => {
      if (cle === undefined) return introuvable(ctx);
      if (!peutLireLettre(ctx.qui)) return reservee(ctx);
      const f = await lire(ctx);
      const issue = await faire(ctx, { cle, faits: f.faits, version });
      return issue.ok ? vers(c, `${ctx.base}/projet/lettre#${cle}`, dire(issue.valeur)) : refus(NATURES[issue.refus.code], lettre(ctx, f, phraseRefusGeste(issue.refus)));
    },
  });
}

type Fichier = { readonly extension: 'docx' | 'pdf'; readonly type: string; readonly ecrire: (d: DocumentRedige) => Promise<Uint8Array> | Uint8Array };

const telecharger = (c: C, { extension, type, ecrire }: Fichier): Promise<Response> =>
  enLecture(c, async (ctx, f) => {
    const manquent = manques(f.lettre, f.faits).filter((m) => m.bloque).length;
    const octets = await ecrire(redigerLettre({ lettre: f.lettre, faits: f.faits, aujourdhui: f.aujourdhui, manquent }));
    return new Response(new Uint8Array(octets), { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="lettre-d-intention-${ctx.ici.slug}.${extension}"`, 'Cache-Control': 'private, no-store' } });
  });

export function routesProjet(cpts: Routes): void {
  routesParcours(cpts);
  routesEchanges(cpts);
  routesSante(cpts);
  routesAides(cpts);
  cpts.get('/projet', (c) =>
    page(c, async (ctx) => {
      const parcours = peutVoirParcours(ctx.qui) ? await pageDuParcours(ctx) : undefined;
      if (parcours) return parcours;
      if (estOfficier(ctx.qui) && !peutLireLettre(ctx.qui)) return { ...reservee(ctx), statut: 200, sujets: ['parcours'] };
      if (!peutLireLettre(ctx.qui)) return reservee(ctx);
      return { ...cadre(ctx, 'Projet'), sujets: ['lettre', 'territoire', 'parcours'], corps: <PageProjet vue={presenterProjet(await lire(ctx))} /> };
    }),
  );
  cpts.get('/projet/lettre', (c) => enLecture(c, (ctx, f) => lettre(ctx, f)));
  cpts.get('/projet/lettre.docx', (c) => telecharger(c, { extension: 'docx', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ecrire: ecrireDocx }));
  cpts.get('/projet/lettre.pdf', (c) => telecharger(c, { extension: 'pdf', type: 'application/pdf', ecrire: ecrirePdf }));

  cpts.get('/projet/lettre/:cle', (c) => enSection(c, (ctx, f, cle) => section(ctx, f, cle)));
  cpts.post('/projet/lettre/:cle', (c) => {
    const cle = cleDe(c);
    return cle === undefined ? page(c, (ctx) => Promise.resolve(introuvable(ctx))) : enregistrer(c, cle);
  });
  cpts.get('/projet/lettre/:cle/versions', (c) =>
    enSection(c, async (ctx, f, cle) => ({ ...cadre(ctx, 'Versions', dansLaLettre(ctx, { libelle: titreSection[cle], ...(peutEcrireLettre(ctx.qui) ? { href: `${ctx.base}/projet/lettre/${cle}` } : {}) }, { libelle: 'Versions' })), corps: <PageVersions vue={presenterVersions(f, cle, await versionsDeLaSection(ctx, cle))} /> })),
  );
  cpts.get('/projet/lettre/:cle/versions/:id', (c) =>
    enSection(c, async (ctx, f, cle) => {
      const vue = presenterComparaison(f, cle, { versions: await versionsDeLaSection(ctx, cle), id: c.req.param('id') ?? '' });
      const suite = dansLaLettre(ctx, { libelle: 'Versions', href: `${ctx.base}/projet/lettre/${cle}/versions` }, { libelle: vue?.version.libelle ?? 'Version' });
      return vue ? { ...cadre(ctx, vue.version.libelle, suite), corps: <PageComparaison vue={vue} /> } : introuvable(ctx);
    }),
  );
  cpts.get('/projet/lettre/:cle/conflit/:id', (c) =>
    enSection(c, async (ctx, f, cle) => {
      const vue = presenterConflit(f, cle, { versions: await versionsDeLaSection(ctx, cle), id: c.req.param('id') ?? '' });
      return vue ? { ...cadre(ctx, 'Deux textes', dansLaLettre(ctx, { libelle: titreSection[cle] })), corps: <PageConflit vue={vue} />, ...(peutEcrireLettre(ctx.qui) ? {} : { statut: 403 }) } : introuvable(ctx);
    }),
  );
  cpts.post('/projet/lettre/:cle/reprise', (c) => agir(c, { faire: reprendreProposition, dire: (v) => `Texte proposé repris (version ${v}). Le vôtre reste dans les versions.` }));
  cpts.post('/projet/lettre/:cle/actualisation', (c) => agir(c, { faire: noterActualisation, dire: () => 'C’est noté.' }));
  cpts.post('/projet/lettre/:cle/versions/:id/restauration', (c) => {
    const id = VersionId.safeParse(c.req.param('id')).data;
    return agir(c, { faire: (ctx, g) => (id === undefined ? Promise.resolve({ ok: false, refus: { code: 'section_inconnue' } }) : restaurerVersion(ctx, { ...g, id })), dire: (v) => `Version restaurée : c’est maintenant la version ${v}.` });
  });
}
