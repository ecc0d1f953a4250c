import type { Bloc } from '#core/document.ts';
import { formaterDate } from '#core/texte.ts';
import { lireCompte } from '#modules/comptes/queries.ts';
import { libelleGenre, libelleStatut, phraseRefus } from '#modules/donnees/labels.ts';
import { SaisieMienne } from '#modules/donnees/model.ts';
import { mesDemandes } from '#modules/donnees/queries.ts';
import { natureDe } from '#modules/donnees/routes.tsx';
import { echeanceDe } from '#modules/donnees/rules.ts';
import { demander } from '#modules/donnees/use-cases/tenir-demande.ts';
import type { ContextePage } from '../contexte.ts';
import { baseDesComptes } from '../authentification/base.ts';
import { ecrirePdf } from '../documents/pdf.ts';
import { ongletsReseau } from '../navigation.ts';
import { geste, page, refus, vers } from '../pages.tsx';
import type { Routes } from '../routes.ts';
import type { C, VuePage } from '../vue-page.ts';
import type { Erreurs, Valeurs } from '../formulaires.ts';
import { champsDe, type MaDemande, PageDonnees } from './page-donnees.tsx';
import { type PartieDonnees, rassemblerDonnees } from './parties.ts';

const blocsDe = (parties: readonly PartieDonnees[]): Bloc[] =>
  parties.flatMap((p): Bloc[] => [
    { type: 'titre', niveau: 1, texte: p.titre },
    ...(p.lignes.length === 0 ? [{ type: 'paragraphe' as const, texte: 'Rien.' }] : p.lignes.length > 3 ? [{ type: 'liste' as const, elements: p.lignes.map((l) => champsDe(l).map((c) => c.valeur).join(' · ')) }] : p.lignes.map((l) => ({ type: 'fiche' as const, lignes: champsDe(l).map((c) => ({ libelle: c.cle, valeur: c.valeur })) }))),
  ]);

const fichier = (corps: BodyInit, type: string, nom: string): Response => new Response(corps, { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${nom}"`, 'Cache-Control': 'private, no-store' } });

/** What the accounts hold of the person: how they sign in, from where, with what. Secrets are told to exist, never shown. */
async function compteDe(c: C, ctx: ContextePage): Promise<readonly PartieDonnees[]> {
  const f = await lireCompte(baseDesComptes(c.var.services), ctx.qui.personneId);
  return [
    { titre: 'Connexions ouvertes', lignes: f.sessions.map((s) => ({ ouverte_le: s.cree_le, vue_le: s.modifie_le, expire_le: s.expire_le, adresse_ip: s.adresse_ip, appareil: s.agent })) },
    { titre: 'Façons d’entrer', lignes: [...f.cles.map((k) => ({ quoi: 'clé d’accès', nom: k.nom, depuis: k.cree_le })), ...f.liees.map((l) => ({ quoi: l.fournisseur, depuis: l.cree_le })), ...(f.secondFacteur ? [{ quoi: 'second facteur' }] : [])] },
  ];
}

const toutDe = async (c: C, ctx: ContextePage): Promise<readonly PartieDonnees[]> => [...(await rassemblerDonnees(ctx)), ...(await compteDe(c, ctx))];

const demandesDe = async (ctx: ContextePage): Promise<MaDemande[]> =>
  (await mesDemandes(ctx)).map((d) => ({ quoi: libelleGenre[d.genre], etat: d.closeLe === null ? `${libelleStatut[d.statut]}, réponse due le ${formaterDate(echeanceDe(d))}` : `${libelleStatut[d.statut]} le ${formaterDate(d.closeLe)}${d.reponse ? ` : ${d.reponse}` : ''}` }));

async function mesDonnees(c: C, ctx: ContextePage, saisie: { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs } = {}): Promise<VuePage> {
  const chemin = [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Ma place', href: `${ctx.base}/reseau/moi` }, { libelle: 'Mes données' }];
  return { titre: 'Ce que l’on sait de moi', actif: 'reseau', chemin, onglets: ongletsReseau(ctx, 'moi'), corps: <PageDonnees base={ctx.base} parties={await toutDe(c, ctx)} demandes={await demandesDe(ctx)} {...saisie} /> };
}

/** The right of access, in one tap. @source règlement (UE) 2016/679, art. 15 et 20 */
export function routesDonnees(cpts: Routes): void {
  cpts.get('/reseau/moi/donnees', (c) => page(c, (ctx) => mesDonnees(c, ctx)));
  cpts.post('/donnees/demander', (c) =>
    geste(c, SaisieMienne, {
      enErreur: (ctx, erreurs, valeurs) => mesDonnees(c, ctx, { erreurs, valeurs }),
      faire: async (ctx, s, valeurs) => {
        const issue = await demander(ctx, s);
        if (issue.ok) return vers(c, `${ctx.base}/reseau/moi/donnees`, 'Votre demande est enregistrée : une réponse vous est due dans le mois.');
        return refus(natureDe(issue.refus), await mesDonnees(c, ctx, { erreurs: { '': phraseRefus(issue.refus) }, valeurs }));
      },
    }),
  );
  cpts.get('/reseau/moi/donnees.json', (c) => page(c, async (ctx) => fichier(JSON.stringify({ cpts: ctx.ici.nom, personne: ctx.qui.nom, extrait_le: ctx.maintenant.toISOString(), parties: await toutDe(c, ctx) }, null, 2), 'application/json; charset=utf-8', `mes-donnees-${ctx.ici.slug}.json`)));
  cpts.get('/reseau/moi/donnees.pdf', (c) =>
    page(c, async (ctx) => {
      const octets = await ecrirePdf({ titre: 'Ce que la CPTS sait de moi', sousTitre: ctx.ici.nom, auteur: ctx.ici.nom, date: formaterDate(ctx.aujourdhui), mentions: [`Extrait pour ${ctx.qui.nom}.`], blocs: blocsDe(await toutDe(c, ctx)) });
      return fichier(new Uint8Array(octets), 'application/pdf', `mes-donnees-${ctx.ici.slug}.pdf`);
    }),
  );
}
