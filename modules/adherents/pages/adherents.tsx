import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Icone } from '#web/composants/icone.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { figee } from '#web/figee.ts';
import { PageMessage } from '#web/message.tsx';
import type { LigneAdherent, Option, VueAdherents } from '../view.ts';

const COLONNES: readonly Colonne<LigneAdherent>[] = [
  { cle: 'nom', titre: 'Nom', principale: true, tri: true, lien: (l) => l.href, cellule: (l) => l.nom },
  { cle: 'profession', titre: 'Profession ou fonction', tri: true, cellule: (l) => l.metier },
  { cle: 'commune', titre: 'Commune', tri: true, cellule: (l) => l.commune },
  { cle: 'college', titre: 'Collège', tri: true, cellule: (l) => l.college },
  { cle: 'depuis', titre: 'Depuis le', tri: true, cellule: (l) => (l.statutCourant || l.depuis === '' ? l.depuis : <><span class="block">{l.depuis}</span><Badge icone={false}>{l.statut}</Badge></>) },
];
const AVEC_STATUT: readonly Colonne<LigneAdherent>[] = [...COLONNES.slice(0, 4), { cle: 'statut', titre: 'Où en est-on', cellule: (l) => <Badge icone={false}>{l.statut}</Badge> }];

/** Written once for a register and a choice: the communes of a whole territory are not walked through at each page. */
const Liste = figee(({ nom, libelle, tous, options, valeur }: { nom: string; libelle: string; tous: string; options: readonly Option[]; valeur: string }): JSX.Element | null =>
  options.length < 2 ? null : (
    <label class="min-w-0 grow basis-40">
      <span class="mb-1 block text-sm font-semibold">{libelle}</span>
      <select class="select" name={nom}>
        <option value="">{tous}</option>
        {options.map((o) => <option key={o.valeur} value={o.valeur} selected={o.valeur === valeur}>{o.libelle}</option>)}
      </select>
    </label>
  ),
);

const Nom = ({ vue }: { vue: VueAdherents }): JSX.Element => (
  <>
    {vue.liste !== 'membres' && <input type="hidden" name="liste" value={vue.liste} />}
    <label class="min-w-0 grow">
      <span class="mb-1 block text-sm font-semibold">Nom</span>
      <input class="input" type="search" name="q" value={vue.filtres.q} maxLength={100} autocomplete="off" />
    </label>
  </>
);

const Filtres = ({ vue }: { vue: VueAdherents }): JSX.Element => (
  <>
    <Liste nom="profession" libelle="Profession" tous="Toutes" options={vue.professions} valeur={vue.filtres.profession} />
    <Liste nom="commune" libelle="Commune" tous="Toutes" options={vue.communes} valeur={vue.filtres.commune} />
    <Liste nom="college" libelle="Collège" tous="Tous" options={vue.colleges} valeur={vue.filtres.college} />
  </>
);

const Vide = ({ vue }: { vue: VueAdherents }): JSX.Element =>
  vue.filtree ? (
    <EtatVide titre="Personne ne correspond à ces filtres." icone="search" action={<LienBouton href={vue.listes.find((l) => l.cle === vue.liste)?.href ?? vue.base}>Voir tout le monde</LienBouton>}>Essayez un autre nom, ou retirez un filtre.</EtatVide>
  ) : vue.liste === 'membres' ? (
    <EtatVide titre="Aucun membre pour le moment" icone="users" action={<>{vue.peutTenir && <LienBouton href={`${vue.base}/reseau/adherents/import`} icone="upload">Reprendre un registre</LienBouton>} {vue.peutProposer && <LienBouton href={`${vue.base}/reseau/adherents/proposer`} icone="user-plus">Proposer quelqu’un</LienBouton>}</>}>{vue.peutTenir ? 'Reprenez votre liste depuis un tableur, ou proposez les premiers.' : 'Les personnes admises s’afficheront ici.'}</EtatVide>
  ) : (
    <EtatVide titre="Rien ici" icone="check">Aucune adhésion dans cet état.</EtatVide>
  );

const Etats = ({ vue }: { vue: VueAdherents }): JSX.Element | null =>
  vue.listes.length < 2 ? null : (
    <ul class="hors-papier une-ligne mb-5" aria-label="Quelles adhésions">
      {vue.listes.map((l) => (
        <li key={l.cle}>
          <a class="inline-flex min-h-10 items-center gap-1.5 rounded-full border border-base-300 px-3.5 hover:bg-base-200 aria-[current=page]:border-primary aria-[current=page]:bg-teinte aria-[current=page]:text-teinte-texte" href={l.href} {...(l.cle === vue.liste ? { 'aria-current': 'page' as const } : {})}>
            {l.libelle} <span class="chiffres">{l.compte}</span>
          </a>
        </li>
      ))}
    </ul>
  );

/** One thing to do is in sight; what holds the register is one tap away. */
function Gestes({ vue }: { vue: VueAdherents }): JSX.Element {
  const liens = [
    ...(vue.peutTenir ? [['upload', 'Reprendre un registre', 'adherents/import'] as const] : []), ...(vue.peutCotisations ? [['wallet', 'Cotisations', 'cotisations'] as const] : []),
    ...(vue.peutTenir ? [['history', 'Renouvellements', 'renouvellements'] as const] : []), ...(vue.peutRegler ? [['settings', 'Réglages', 'reglages'] as const] : []),
  ];
  return (
    <>
      {vue.peutProposer && <LienBouton variante="primaire" icone="user-plus" href={`${vue.base}/reseau/adherents/proposer`}>Proposer quelqu’un</LienBouton>}
      {liens.length > 0 && (
        <details class="menu-leger relative">
          <summary class="btn">Le registre<Icone nom="chevron-down" taille={18} class="chevron" /></summary>
          <ul class="flottant absolute right-0 top-full z-30 mt-1 w-64 p-1.5">
            {liens.map(([icone, libelle, chemin]) => <li key={chemin}><a class="entree entree-haute" href={`${vue.base}/reseau/${chemin}`}><Icone nom={icone} taille={18} class="text-douce" />{libelle}</a></li>)}
          </ul>
        </details>
      )}
    </>
  );
}

/** Who is of the CPTS. No order of merit anywhere: by name, or by the column one chooses. */
export function PageAdherents({ vue }: { vue: VueAdherents }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Cette page est réservée aux membres de la CPTS." texte="Elle dit qui sont les membres et leurs métiers." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  return (
    <>
      <TitrePage titre="Adhérents" phrase={vue.phrase} action={<Gestes vue={vue} />} />
      {vue.questions > 0 && <Encadre ton="attention" titre="On ne sait pas encore qui vote"><p>Des catégories n’ont pas de règle. <a class="underline underline-offset-4" href={`${vue.base}/reseau/reglages`}>Décidez-les dans les réglages</a>.</p></Encadre>}
      <Etats vue={vue} />
      <Tableau legende="Adhésions" colonnes={vue.liste === 'membres' ? COLONNES : AVEC_STATUT} lignes={vue.lignes} idLigne={(l) => l.id} adresse={vue.adresse} tri={vue.tri} densite={vue.densite} page={vue.page} quoi={vue.quoi} recherche={<Nom vue={vue} />} filtres={<Filtres vue={vue} />} exports={vue.exports} vide={<Vide vue={vue} />} />
    </>
  );
}
