import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { avecParametres } from '#web/adresse.ts';
import { libelleStatut, libelleVersement } from '../labels.ts';
import { StatutTemps, Versement } from '../model.ts';
import type { LigneTemps, VueRegistre } from '../view.ts';
import { choixAnnee, PlafondARenseigner, TONS } from './temps.tsx';

const colonnes: readonly Colonne<LigneTemps>[] = [
  { cle: 'nom', titre: 'Personne', principale: true, tri: true, cellule: (l) => l.nom },
  { cle: 'jour', titre: 'Jour', tri: true, cellule: (l) => l.jour },
  { cle: 'mission', titre: 'Action', tri: true, cellule: (l) => <div>{l.action}{l.mission !== '' && <span class="block text-sm text-douce">{l.mission}</span>}</div> },
  { cle: 'nature', titre: 'Registre', masquable: true, cellule: (l) => l.nature },
  { cle: 'minutes', titre: 'Durée', nombre: true, tri: true, cellule: (l) => l.duree },
  { cle: 'centimes', titre: 'Montant', nombre: true, tri: true, cellule: (l) => l.montant },
  { cle: 'statut', titre: 'Où en est-on', tri: true, cellule: (l) => <div><Badge ton={TONS[l.statut]}>{l.etat}</Badge><span class="block text-sm text-douce">{l.detail}</span></div> },
];

const Filtres = ({ vue }: { vue: VueRegistre }): JSX.Element => {
  const f = vue.filtre;
  return (
    <>
      {choixAnnee([f.annee + 1, f.annee, f.annee - 1, f.annee - 2].filter((a) => a > 1999), f.annee)}
      <Choix nom="statut" libelle="État" vide="Tous" valeur={f.statut} options={StatutTemps.options.map((s) => ({ valeur: s, libelle: libelleStatut[s] }))} />
      <Choix nom="nature" libelle="Registre" vide="Les deux" valeur={f.nature} options={Versement.options.map((n) => ({ valeur: n, libelle: libelleVersement[n] }))} />
      <input type="hidden" name="tri" value={f.tri} />
      <input type="hidden" name="sens" value={f.sens} />
    </>
  );
};

const Lot = ({ vue, suite, motif }: { vue: VueRegistre; suite: string; motif: string }): JSX.Element => (
  <Formulaire action={`${vue.base}/finances/registre/geste${suite}`} id="lot" class="hors-papier mb-6 flex flex-wrap items-end gap-x-3" valeurs={{ motif }}>
    <Champ nom="motif" libelle="Motif, si vous refusez" facultatif maximum={200} />
    <div class="mb-5 flex flex-wrap gap-2">
      <Bouton variante="primaire" icone="check" nom="geste" valeur="approuver">Approuver les lignes cochées</Bouton>
      <Bouton nom="geste" valeur="refuser">Refuser</Bouton>
      <Bouton nom="geste" valeur="desapprouver">Reprendre l’approbation</Bouton>
    </div>
  </Formulaire>
);

/** The cap that nobody has typed yet, or those who come near it. */
const Plafonds = ({ vue }: { vue: VueRegistre }): JSX.Element => (
  <>
    {vue.sansPlafond && <PlafondARenseigner base={vue.base} annee={vue.filtre.annee} peutTenir={vue.peutTenir} />}
    {vue.proches.length > 0 && (
      <Encadre ton="attention" titre="Près du plafond annuel">
        <ul>{vue.proches.map((p) => <li key={p.nom}>{p.nom} : {p.phrase}.</li>)}</ul>
      </Encadre>
    )}
  </>
);

/** The ledger of everyone: what waits, what is owed, what is paid. */
export function PageRegistre({ vue, refus, repris }: { vue: VueRegistre; refus?: string; /** What a refused gesture held. */ repris?: { readonly temps: readonly string[]; readonly motif: string } }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Le registre de tous est tenu par la trésorerie." texte="Ce qui vous concerne est dans « Mon temps »." lien={{ href: `${vue.base}/finances/temps`, libelle: 'Voir mon temps' }} />;
  const suite = vue.adresse.includes('?') ? vue.adresse.slice(vue.adresse.indexOf('?')) : '';
  const filtree = [vue.filtre.q, vue.filtre.statut, vue.filtre.nature].some((x) => x !== '');
  return (
    <>
      <TitrePage titre={`Registre des temps ${vue.filtre.annee}`} phrase={vue.phrase} action={vue.releves === '' ? undefined : <LienBouton href={vue.releves} icone="download" telechargement>Relevés {vue.filtre.annee} de tous (ZIP)</LienBouton>} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      <Plafonds vue={vue} />
      {vue.peutTenir && vue.lignes.length > 0 && <Lot vue={vue} suite={suite} motif={repris?.motif ?? ''} />}
      <Tableau
        legende={`Temps de ${vue.filtre.annee}`} colonnes={colonnes} lignes={vue.lignes} idLigne={(l) => l.id} adresse={vue.adresse} densite={vue.densite} page={vue.page} quoi="temps" tri={{ cle: vue.filtre.tri, sens: vue.filtre.sens }}
        recherche={<Champ nom="q" libelle="Nom, action, mission" valeur={vue.filtre.q} facultatif />} filtres={<Filtres vue={vue} />} exports={[`${vue.base}/finances/registre.csv${suite}`, `${vue.base}/finances/registre.xlsx${suite}`]}
        {...(vue.peutTenir ? { selection: { nom: 'temps', formulaire: 'lot', nomLigne: (l: LigneTemps) => `${l.nom}, ${l.action}, ${l.jour}`, choisies: new Set(repris?.temps ?? []) } } : {})}
        vide={<EtatVide titre={filtree ? 'Aucun temps ne répond à ces critères' : `Aucun temps en ${vue.filtre.annee}`} icone="wallet" action={filtree && <a class="btn" href={avecParametres(vue.adresse, { q: undefined, statut: undefined, nature: undefined, page: undefined })}>Tout montrer</a>}>Les membres confirment leurs présences et déclarent leurs temps ; ils arrivent ici.</EtatVide>}
      />
      {vue.parRole.length > 0 && (
        <Depliant titre="Le travail de l’année, par métier">
          <p class="mb-2 text-douce">Tout ce qui est noté, payé ou non. Par métier, jamais par personne.</p>
          <ListeCle lignes={vue.parRole.map((r) => ({ cle: r.role, valeur: `${r.duree}, ${r.personnes}` }))} />
        </Depliant>
      )}
    </>
  );
}
