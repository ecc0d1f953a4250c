import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { type LigneCotisation, MOYENS, type VueCotisations } from '../view-espace.ts';

const TON: Readonly<Record<string, 'reussi' | 'attente' | 'neutre'>> = { payee: 'reussi', appelee: 'attente' };

const Gestes = ({ l, vue }: { l: LigneCotisation; vue: VueCotisations }): JSX.Element => (
  <div class="flex flex-wrap items-center gap-2">
    {l.statut === 'appelee' && (
      <Formulaire action={`${vue.base}/reseau/cotisations/paiement`} class="flex flex-wrap items-center gap-2">
        <input type="hidden" name="cotisation" value={l.id} />
        <label><span class="sr-only">Moyen de paiement de {l.nom}</span><select class="select select-sm max-w-32" name="moyen">{MOYENS.map((m) => <option key={m.valeur} value={m.valeur}>{m.libelle}</option>)}</select></label>
        <button class="btn btn-sm" type="submit">Payée<span class="sr-only"> : {l.nom}</span></button>
      </Formulaire>
    )}
    {l.statut === 'appelee' && <BoutonGeste petit action={`${vue.base}/reseau/cotisations/geste`} champs={{ cotisation: l.id, geste: 'dispenser' }}>Dispenser<span class="sr-only"> {l.nom}</span></BoutonGeste>}
    {(l.statut === 'dispensee' || l.statut === 'annulee') && <BoutonGeste petit action={`${vue.base}/reseau/cotisations/geste`} champs={{ cotisation: l.id, geste: 'reprendre' }}>Remettre à payer<span class="sr-only"> : {l.nom}</span></BoutonGeste>}
    {l.recu && <LienBouton petit href={l.recu} icone="download" telechargement>Reçu<span class="sr-only"> de {l.nom}</span></LienBouton>}
  </div>
);

const colonnes = (vue: VueCotisations): readonly Colonne<LigneCotisation>[] => [
  { cle: 'nom', titre: 'Membre', principale: true, cellule: (l) => <a class="font-semibold hover:underline" href={l.href}>{l.nom}</a> },
  { cle: 'college', titre: 'Collège', cellule: (l) => l.college },
  { cle: 'montant', titre: 'Montant', nombre: true, cellule: (l) => l.montant },
  { cle: 'etat', titre: 'Où en est-on', cellule: (l) => <div><Badge ton={TON[l.statut] ?? 'neutre'}>{l.etat}</Badge><span class="block text-sm text-douce">{l.detail}</span></div> },
  { cle: 'geste', titre: 'Geste', cellule: (l) => <Gestes l={l} vue={vue} /> },
];

/** The fees of a year: call, note, remind, receipt. */
export function PageCotisations({ vue, refus }: { vue: VueCotisations; refus?: string }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Les cotisations sont tenues par la trésorerie et la coordination." texte="Les vôtres sont dans « Ma place dans la CPTS »." lien={{ href: `${vue.base}/reseau/moi`, libelle: 'Voir les miennes' }} />;
  const appel = <BoutonGeste variante="primaire" icone="send" action={`${vue.base}/reseau/cotisations/appel`} champs={{ annee: String(vue.annee) }}>Appeler les cotisations {vue.annee}</BoutonGeste>;
  return (
    <>
      <TitrePage titre={`Cotisations ${vue.annee}`} phrase={vue.phrase} action={vue.lignes.length > 0 ? appel : undefined} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      <ul class="hors-papier mb-5 flex flex-wrap gap-2" aria-label="Année">{vue.annees.map((a) => <li key={a.annee}><a class="inline-flex min-h-10 items-center rounded-full border border-base-300 px-3.5 hover:bg-base-200 aria-[current=page]:border-primary aria-[current=page]:bg-teinte aria-[current=page]:text-teinte-texte" href={a.href} {...(a.annee === vue.annee ? { 'aria-current': 'page' as const } : {})}>{a.annee}</a></li>)}</ul>
      <Tableau
        legende={`Cotisations ${vue.annee}`} colonnes={colonnes(vue)} lignes={vue.lignes} idLigne={(l) => l.id} adresse={vue.adresse} densite={vue.densite} page={vue.page} quoi="cotisations"
        vide={<EtatVide titre="Rien à encaisser pour cette année" icone="wallet" action={appel}>Appeler crée une ligne et un courriel par membre qui cotise, au montant que vous avez fixé. Un rappel part un mois après, puis un second.</EtatVide>}
      />
    </>
  );
}
