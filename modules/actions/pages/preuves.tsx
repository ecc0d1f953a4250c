import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Pagination } from '#web/composants/pagination.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { VuePreuves } from '../view-preuves.ts';

type Saisie = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };
/** A gesture on one piece that was refused: its form comes back first, as it was filled, whatever page of the vault holds the piece. */
export type Reprise = Required<Saisie> & { readonly forme: 'feuille' | 'rattachement' | 'retrait'; readonly titre: string; readonly action: string };
type Props = Saisie & { readonly vue: VuePreuves; readonly reprise?: Reprise };

const AProuver = ({ vue }: { vue: VuePreuves }): JSX.Element => (
  <ul class="divide-y divide-base-300 border-y border-base-300">
    {vue.lignes.map((l) => (
      <li key={l.id} class="py-3">
        <a class="font-semibold text-lien underline-offset-4 hover:underline" href={l.href}>{l.libelle}</a>
        <p class="text-sm text-douce">{l.mission}, {l.complet}</p>
        <svg class="trace mt-1.5 block max-w-60" width="100%" height="6" aria-hidden="true"><rect width="100%" height="6" rx="3" fill="var(--color-base-300)" /><rect class={l.part === 1 ? 'text-primary' : 'text-accent'} width={`${(l.part * 100).toFixed(0)}%`} height="6" rx="3" fill="currentColor" /></svg>
        <p class="mt-1">{l.manque.length === 0 ? <Badge ton="reussi">complète</Badge> : <span class="text-sm">Il manque : {l.manque.join(', ')}.</span>}</p>
      </li>
    ))}
  </ul>
);

type DuFormulaire = Saisie & { readonly vue: VuePreuves; readonly action: string; readonly prefixe: string };
const enSaisie = ({ erreurs, valeurs }: Saisie): Saisie => ({ ...(erreurs && { erreurs }), ...(valeurs && { valeurs }) });

const VerserFeuille = ({ vue, action, prefixe, ...saisie }: DuFormulaire): JSX.Element => (
  <Formulaire action={action} prefixe={prefixe} {...enSaisie(saisie)}>
    <Choix nom="cible" libelle="Elle prouve la ligne" facultatif options={vue.cibles} vide="Aucune ligne" />
    <Choix nom="fiche" libelle="Elle prouve l’action" facultatif options={vue.fiches} vide="Aucune action" />
    <Bouton>Verser cette feuille</Bouton>
  </Formulaire>
);

const Rattacher = ({ vue, action, prefixe, ...saisie }: DuFormulaire): JSX.Element => (
  <Formulaire action={action} prefixe={prefixe} {...enSaisie(saisie)}>
    <Choix nom="cible" libelle="Elle prouve la ligne" facultatif options={vue.cibles} vide="Aucune ligne" />
    <Choix nom="fiche" libelle="Elle prouve l’action" facultatif options={vue.fiches} vide="Aucune action" />
    <Champ nom="motif" libelle="Pourquoi" maximum={500} aide="Ce qu’elle prouvait avant reste dans son histoire." />
    <Bouton>Rattacher la preuve</Bouton>
  </Formulaire>
);

const Retirer = ({ action, prefixe, ...saisie }: Omit<DuFormulaire, 'vue'>): JSX.Element => (
  <Formulaire action={action} prefixe={prefixe} {...enSaisie(saisie)}><Champ nom="motif" libelle="Pourquoi" maximum={500} aide="La preuve reste dans l’historique, avec ce motif." /><Bouton variante="danger">Retirer la preuve</Bouton></Formulaire>
);

function AReprendre({ vue, reprise: { forme, titre, action, erreurs, valeurs } }: { vue: VuePreuves; reprise: Reprise }): JSX.Element {
  const commun = { action, prefixe: 'reprise-', erreurs, valeurs };
  return (
    <Section titre={titre === '' ? 'À revoir' : `À revoir : ${titre}`}>
      {forme === 'feuille' ? <VerserFeuille vue={vue} {...commun} /> : forme === 'rattachement' ? <Rattacher vue={vue} {...commun} /> : <Retirer {...commun} />}
    </Section>
  );
}

const Verser = ({ vue, erreurs, valeurs }: Props): JSX.Element => (
  <Formulaire action={`${vue.base}/missions/preuves`} fichiers {...(erreurs && { erreurs })} valeurs={valeurs ?? { cible: vue.choisie }}>
    <DepotFichier nom="fichier" libelle="La pièce" facultatif consigne="Déposez une feuille, une photo, un document" />
    <Choix nom="genre" libelle="C’est" options={vue.genres} vide="Choisir…" />
    <Champ nom="titre" libelle="Nom de la preuve" maximum={200} aide="Par exemple : réunion du 12 mars, feuille signée." />
    <Choix nom="cible" libelle="Elle prouve la ligne" facultatif options={vue.cibles} vide="Aucune ligne" />
    <Choix nom="fiche" libelle="Elle prouve l’action" facultatif options={vue.fiches} vide="Aucune action" />
    <ChampJour nom="le" libelle="Date de ce qu’elle montre" facultatif />
    <Depliant titre="Une adresse ou un nombre" ouvert={erreurs?.['lien'] !== undefined || erreurs?.['nombre'] !== undefined}>
      <Champ nom="lien" libelle="Adresse en ligne" facultatif type="url" maximum={1000} />
      <Champ nom="nombre" libelle="Nombre" facultatif clavier="numeric" court aide="Personnes présentes, créneaux, patients." />
    </Depliant>
    <div class="mt-4"><Bouton variante="primaire" icone="upload">Verser la preuve</Bouton></div>
  </Formulaire>
);

/** Signed sheets that meetings sent: one gesture says what each proves. */
const Feuilles = ({ vue }: { vue: VuePreuves }): JSX.Element => (
  <Section titre="Feuilles de réunion à rattacher" phrase="Déposées depuis l’agenda : dites ce que chacune prouve.">
    <ul class="divide-y divide-base-300 border-y border-base-300">
      {vue.feuilles.map((f) => (
        <li key={f.id} class="py-3">
          <p class="font-semibold">{f.titre}</p>
          <p class="text-sm text-douce">{f.detail}</p>
          <Depliant titre="Rattacher cette feuille"><VerserFeuille vue={vue} action={f.action} prefixe={`${f.id}-`} /></Depliant>
        </li>
      ))}
    </ul>
  </Section>
);

const Versees = ({ vue }: { vue: VuePreuves }): JSX.Element => (
  <ul class="divide-y divide-base-300 border-y border-base-300">
    {vue.preuves.map((p) => (
      <li key={p.id} class="py-3">
        <p class="flex flex-wrap items-center gap-2"><span class={`min-w-0 break-words font-semibold ${p.retiree === undefined ? '' : 'line-through'}`}>{p.titre}</span>{p.retiree !== undefined && <Badge>retirée</Badge>}{p.faiblesses.length > 0 && <Badge ton="attente">fragile</Badge>}</p>
        <p class="text-sm text-douce">{p.detail}</p>
        {p.retiree !== undefined && <p class="text-sm">Retirée : {p.retiree}</p>}
        {p.faiblesses.map((f) => <p key={f} class="text-sm">{f}</p>)}
        <p class="mt-1 flex flex-wrap gap-x-4 text-sm">
          {p.fichier && <a class="text-lien underline underline-offset-4" href={p.fichier} data-turbo="false">Ouvrir le fichier</a>}
          {p.lien && <a class="text-lien underline underline-offset-4" href={p.lien} rel="noreferrer">Ouvrir l’adresse</a>}
          <span class="text-douce">empreinte <span class="chiffres">{p.empreinte.slice(0, 12)}</span></span>
        </p>
        {p.avant.map((a) => <p key={a} class="text-sm text-douce">{a}</p>)}
        {p.photo && p.fichier && <Depliant titre="Voir la photo"><a href={p.fichier} data-turbo="false"><img class="max-h-80 w-auto max-w-full rounded-md border border-base-300" src={p.fichier} alt={`Pièce versée : ${p.titre}`} loading="lazy" /></a></Depliant>}
        {p.rattachement && <Depliant titre="Rattacher ailleurs"><Rattacher vue={vue} action={p.rattachement} prefixe={`r-${p.id}-`} /></Depliant>}
        {p.retrait && <Depliant titre="Retirer"><Retirer action={p.retrait} prefixe={`${p.id}-`} /></Depliant>}
      </li>
    ))}
  </ul>
);

const estFiltre = ({ demande: d }: VuePreuves): boolean => d.q !== '' || d.ligne !== '' || d.genre !== '' || d.etat !== '';

const Selection = ({ nom, libelle, tous, options, valeur }: { nom: string; libelle: string; tous: string; options: VuePreuves['genres']; valeur: string }): JSX.Element => (
  <label class="min-w-0 grow basis-40">
    <span class="mb-1 block text-sm font-semibold">{libelle}</span>
    <select class="select" name={nom}><option value="">{tous}</option>{options.map((o) => <option key={o.valeur} value={o.valeur} selected={o.valeur === valeur}>{o.libelle}</option>)}</select>
  </label>
);

/** The vault itself: searched, filtered, page by page. */
function Coffre({ vue }: { vue: VuePreuves }): JSX.Element {
  if (vue.page.total === 0 && !estFiltre(vue)) return <p class="text-douce">Aucune preuve n’est encore versée.</p>;
  return (
    <>
      <form method="get" action={`${vue.base}/missions/preuves#versees`} class="filtres hors-papier mb-5 flex flex-wrap items-end gap-3">
        <label class="min-w-0 grow basis-48"><span class="mb-1 block text-sm font-semibold">Mots du nom</span><input class="input" type="search" name="q" value={vue.demande.q} maxLength={200} autocomplete="off" /></label>
        <Selection nom="ligne" libelle="Ligne" tous="Toutes" options={vue.cibles.filter((c) => !c.valeur.includes('/'))} valeur={vue.demande.ligne} />
        <Selection nom="genre" libelle="Genre" tous="Tous" options={vue.genres} valeur={vue.demande.genre} />
        <Selection nom="etat" libelle="État" tous="Tous" options={vue.etats} valeur={vue.demande.etat} />
        <button class="btn" type="submit">Filtrer</button>
      </form>
      {vue.preuves.length === 0 ? <EtatVide titre="Aucune preuve ne correspond." icone="search" action={<LienBouton href={`${vue.base}/missions/preuves`}>Voir toutes les preuves</LienBouton>}>Essayez un autre mot, ou retirez un filtre.</EtatVide> : <Versees vue={vue} />}
      <div class="mt-4"><Pagination page={vue.page} adresse={vue.adresse} quoi="preuves" /></div>
    </>
  );
}

/** What is to prove and what it lacks on the left, the drop zone on the right. */
export function PagePreuves({ vue, erreurs, valeurs, reprise }: Props): JSX.Element {
  if (vue.cas === 'interdite') return <PageMessage titre="Cette page est réservée aux membres de la CPTS." texte="Les feuilles d’émargement portent des noms. L’ARS et la caisse lisent ce qui est déposé dans l’espace d’échange." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  return (
    <>
      <TitrePage titre="Preuves" phrase={vue.phrase} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {reprise && <AReprendre vue={vue} reprise={reprise} />}
      <div class="grid items-start gap-x-12 gap-y-10 lg:grid-cols-2">
        <section><h2 class="mb-3">À prouver</h2>{vue.lignes.length === 0 ? <EtatVide titre="Rien à prouver pour le moment" icone="shield-check">Les lignes du contrat s’afficheront ici, avec ce qui leur manque.</EtatVide> : <AProuver vue={vue} />}</section>
        <section id="verser"><h2 class="mb-3">Verser une preuve</h2><Verser vue={vue} {...(erreurs && { erreurs })} {...(valeurs && { valeurs })} /></section>
      </div>
      {vue.feuilles.length > 0 && <Feuilles vue={vue} />}
      <Section titre="Preuves versées" id="versees"><Coffre vue={vue} /></Section>
    </>
  );
}
