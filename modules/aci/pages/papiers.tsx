import type { JSX } from 'preact';
import { formaterDate } from '#core/texte.ts';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VuePapiers } from '../view-papiers.ts';

type Saisie = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };
type Props = { readonly vue: VuePapiers; readonly papiers?: Saisie; readonly renouveler?: Saisie };

const TAILLES = [1, 2, 3, 4].map((t) => ({ valeur: String(t), libelle: `Taille ${t}` }));

const Corriger = ({ vue, saisie }: { vue: VuePapiers; saisie: Saisie }): JSX.Element => (
  <Depliant titre="Noter ou corriger" ouvert={saisie.erreurs !== undefined}>
    <Formulaire action={`${vue.base}/contrat/papiers`} version={vue.version} erreurs={saisie.erreurs ?? {}} valeurs={saisie.valeurs ?? vue.valeurs}>
      {vue.parties.map((p) => (
        <fieldset key={p.cle}>
          <legend class="mb-2 font-semibold">{p.libelle}</legend>
          <div class="grid gap-x-4 sm:grid-cols-3"><Champ nom={`nom_${p.cle}`} libelle="Nom" facultatif maximum={200} /><Champ nom={`qualite_${p.cle}`} libelle="Qualité" facultatif maximum={200} /><ChampJour nom={`le_${p.cle}`} libelle="Signé le" facultatif aide="" /></div>
        </fieldset>
      ))}
      <div class="grid gap-x-4 sm:grid-cols-2">
        <Champ nom="siege" libelle="Commune du siège" facultatif maximum={100} aide="Son nom ou son code postal." />
        <Champ nom="caisse" libelle="Caisse du siège" facultatif maximum={200} aide={vue.caisseProposee ? 'Proposée d’après la commune du siège : à vérifier, puis à corriger si le contrat en nomme une autre.' : 'Celle qui signe et qui paie. Un département en a parfois plusieurs.'} />
      </div>
      <div class="grid gap-x-4 sm:grid-cols-3"><Champ nom="habitants" libelle="Population retenue" facultatif clavier="numeric" suffixe="habitants" /><ChampJour nom="populationLe" libelle="À la date du" facultatif aide="" /><Champ nom="populationSource" libelle="Source" facultatif maximum={200} /></div>
      <Bouton>Enregistrer ce que dit le papier</Bouton>
    </Formulaire>
  </Depliant>
);

function Renouvellement({ vue, saisie }: { vue: VuePapiers; saisie: Saisie }): JSX.Element | null {
  const r = vue.renouvellement;
  if (!r) return null;
  return (
    <Section titre="Renouvellement" id="renouveler" phrase={r.phrase}>
      {r.lignes.length > 0 && <Depliant titre={`Lignes reprises (${r.lignes.length})`} ouvert={!r.ouvert}><ListeCle lignes={r.lignes.map((l) => ({ ...l }))} /></Depliant>}
      {r.ouvert && (
        <Formulaire action={`${vue.base}/contrat/renouvellement`} version={vue.version} prefixe="r-" erreurs={saisie.erreurs ?? {}} valeurs={saisie.valeurs ?? { taille: r.taille, regime: '', lignes: 'reprendre' }}>
          <ChampJour nom="signeLe" libelle="Nouveau contrat signé le" />
          <Choix nom="taille" libelle="Taille inscrite" options={TAILLES} vide="Choisir" />
          <Choix nom="regime" libelle="Régime" options={r.regimes} vide="Celui en vigueur à la signature" facultatif />
          <CasesChoix nom="lignes" libelle="Lignes de la dernière année" options={[{ valeur: 'reprendre', libelle: 'Les reprendre', detail: 'Chacune part de sa dernière valeur relevée ; les seuils restent à renégocier.' }, { valeur: 'aucune', libelle: 'Repartir sans ligne' }]} />
          <Bouton variante="primaire">Renouveler le contrat</Bouton>
        </Formulaire>
      )}
    </Section>
  );
}

const Histoire = ({ vue }: { vue: VuePapiers }): JSX.Element => (
  <>
    {vue.revisions.length > 0 && (
      <Section titre="Objectifs renégociés">
        <ul class="divide-y divide-base-300 border-y border-base-300">
          {vue.revisions.map((r) => <li key={`${r.le}${r.href}`} class="py-3"><p><a class="lien font-semibold" href={r.href}>{r.ligne}</a>, à partir du {formaterDate(r.le)}</p><p class="text-sm">Avant : {r.avant}</p><p class="text-sm">Depuis : {r.apres}</p>{r.motif && <p class="text-sm text-douce">{r.motif}</p>}</li>)}
        </ul>
      </Section>
    )}
    <Section titre="Histoire du contrat" phrase="Chaque enregistrement, le plus récent en tête.">
      <ol class="grid gap-1.5">{vue.versions.map((v) => <li key={v.numero}><span class="chiffres text-douce">Version {v.numero}.</span> {v.texte}</li>)}</ol>
    </Section>
    {vue.passes.length > 0 && (
      <Section titre="Contrats précédents">
        <ul class="grid gap-2">{vue.passes.map((p) => <li key={p.href}><a class="lien font-semibold" href={p.href}>{p.texte}</a>{vue.ecrire && <> · <a class="lien" href={p.tresorerie}>sa trésorerie</a></>}</li>)}</ul>
      </Section>
    )}
  </>
);

/** Who signed, where it sits, on how many inhabitants; what it went through, and what comes after it. */
export function PagePapiers({ vue, papiers = {}, renouveler = {} }: Props): JSX.Element {
  if (vue.cas === 'interdit') return <TitrePage titre="Le papier signé" phrase={vue.phrase} />;
  if (vue.cas === 'absent') return <><TitrePage titre="Le papier signé" phrase={vue.phrase} /><EtatVide titre="Pas encore de contrat" action={<LienBouton href={`${vue.base}/contrat`}>Revenir au contrat</LienBouton>}>Ses signataires et son histoire se noteront ici, une fois ses termes établis.</EtatVide></>;
  return (
    <>
      <TitrePage titre="Le papier signé" phrase={vue.phrase} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.remarques.map((r) => <Encadre key={r} ton="attention">{r}</Encadre>)}
      <ListeCle lignes={vue.faits.map((f) => ({ ...f }))} />
      {vue.ecrire && <Corriger vue={vue} saisie={papiers} />}
      <Renouvellement vue={vue} saisie={renouveler} />
      <Histoire vue={vue} />
    </>
  );
}
