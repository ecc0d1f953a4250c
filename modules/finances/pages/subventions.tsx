import type { JSX } from 'preact';
import { Badge, type TonBadge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { libelleFinanceurCompte } from '../labels.ts';
import type { StatutSubvention } from '../model-comptes.ts';
import { CHOIX_POSTES, type LigneSubvention, type VueSubventions } from '../view-comptes.ts';
import { MOTIF, motifGarde, PagesComptesInterdites, Pastilles, pour, type SaisieComptes } from './budget.tsx';

const TONS: Readonly<Record<StatutSubvention, TonBadge>> = { annoncee: 'attente', accordee: 'reussi', abandonnee: 'neutre' };
const MOTS: Readonly<Record<string, string>> = { accorder: 'Confirmer', desaccorder: 'Reprendre la confirmation', reprendre: 'Remettre' };

const Gestes = ({ s, base, annee, saisie }: { s: LigneSubvention; base: string; annee: number; saisie: SaisieComptes | undefined }): JSX.Element => {
  const piece = `${base}/finances/subventions/${s.id}`;
  const action = `${piece}?annee=${annee}`;
  return (
    <div class="mt-3 flex flex-wrap items-start gap-2">
      {s.fichier && <LienBouton petit href={`${piece}/fichier`} icone="eye">Voir la décision<span class="sr-only"> : {s.libelle}</span></LienBouton>}
      {s.gestes.filter((g) => g !== 'abandonner').map((g) => <BoutonGeste key={g} petit action={action} version={s.version} champs={{ geste: g }}>{MOTS[g]}<span class="sr-only"> : {s.libelle}</span></BoutonGeste>)}
      {s.gestes.includes('abandonner') && (
        <Depliant titre={<>Abandonner<span class="sr-only"> : {s.libelle}</span></>} ouvert={saisie?.forme === MOTIF + s.id}>
          <Formulaire action={action} version={s.version} prefixe={`a${s.id.slice(-6)}-`} {...pour(saisie, MOTIF + s.id)}>
            <input type="hidden" name="geste" value="abandonner" />
            <Champ nom="motif" libelle="Pourquoi ?" maximum={200} />
            <Bouton petit>Abandonner la subvention</Bouton>
          </Formulaire>
        </Depliant>
      )}
      {s.peutRecevoir && (
        <Depliant titre={<>Noter un versement<span class="sr-only"> : {s.libelle}</span></>} ouvert={saisie?.forme === s.id}>
          <Formulaire action={`${piece}/versements?annee=${annee}`} prefixe={`v${s.id.slice(-6)}-`} {...pour(saisie, s.id)}>
            <ChampJour nom="jour" libelle="Reçu le" />
            <Champ nom="montant" libelle="Montant" court suffixe="€" clavier="decimal" aide={`Reste à recevoir : ${s.reste}`} />
            <Champ nom="reference" libelle="Référence du relevé" facultatif maximum={100} />
            <Bouton petit>Noter ce versement</Bouton>
          </Formulaire>
        </Depliant>
      )}
    </div>
  );
};

const Une = ({ s, vue, saisie }: { s: LigneSubvention; vue: VueSubventions; saisie: SaisieComptes | undefined }): JSX.Element => (
  <li class="px-4 py-4">
    <div class="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
      <div class="min-w-0">
        <h3>{s.libelle}</h3>
        <p class="text-douce">{s.nom} · {s.pour}</p>
      </div>
      <Badge ton={TONS[s.statut]}>{s.etat}</Badge>
    </div>
    <p class="chiffres mt-2">{s.promis} promis, {s.recu} reçus, {s.reste} à recevoir.</p>
    {s.emploi !== '' && <p class="chiffres text-sm text-douce">{s.emploi}.</p>}
    <p class="text-sm text-douce">{s.detail}</p>
    {s.versements.length > 0 && (
      <ul class="mt-2 text-sm">
        {s.versements.map((v) => <li key={v.id} class="flex flex-wrap items-center gap-x-3 py-1"><span class="chiffres">{v.phrase}</span>{vue.peutTenir && <BoutonGeste petit variante="discret" action={`${vue.base}/finances/encaissements/${v.id}/retrait`}>Retirer<span class="sr-only"> le versement de {v.phrase}</span></BoutonGeste>}</li>)}
      </ul>
    )}
    <Gestes s={s} base={vue.base} annee={vue.annee} saisie={saisie} />
  </li>
);

/** Grants by funder: promised, received, and the mission that they are kept for. */
export function PageSubventions({ vue, saisie, refus }: { vue: VueSubventions; saisie?: SaisieComptes; refus?: string }): JSX.Element {
  if (vue.interdit) return <PagesComptesInterdites base={vue.base} />;
  return (
    <>
      <TitrePage titre={`Subventions ${vue.annee}`} phrase={vue.phrase} action={vue.peutSaisir && !vue.clos ? <LienBouton href="#annoncer" icone="plus">Ajouter une subvention</LienBouton> : undefined} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}{motifGarde(saisie, (id) => vue.groupes.some((g) => g.lignes.some((s) => s.id === id && s.gestes.includes('abandonner'))))}</Encadre>}
      {vue.clos && <Encadre titre={`L’exercice ${vue.annee} est clos`}>Ses subventions ne changent plus ; leurs versements se notent encore dans une année ouverte.</Encadre>}
      <Pastilles nom="Année" choix={vue.annees.map((a) => ({ libelle: String(a), href: `${vue.base}/finances/subventions?annee=${a}`, actif: a === vue.annee }))} />
      {vue.groupes.length === 0 && <EtatVide titre="Aucune subvention" icone="handshake">Les sommes du contrat ACI sont dans « Contrat » et « Trésorerie ». Ici : l’ARS, les appels à projets, les autres financeurs.</EtatVide>}
      {vue.groupes.map((g) => (
        <Section key={g.financeur} titre={g.financeur} phrase={`${g.promis} accordés, ${g.recu} reçus.`}>
          <ul class="carte divide-y divide-base-300">{g.lignes.map((s) => <Une key={s.id} s={s} vue={vue} saisie={saisie} />)}</ul>
        </Section>
      ))}
      {vue.peutSaisir && !vue.clos && (
        <Section titre="Ajouter une subvention" id="annoncer" phrase="Quelqu’un d’autre que vous la confirmera sur la décision du financeur.">
          <Formulaire action={`${vue.base}/finances/subventions`} fichiers {...pour(saisie, 'subvention')}>
            <Choix nom="financeur" libelle="Genre de financeur" vide="Choisir" options={Object.entries(libelleFinanceurCompte).map(([valeur, libelle]) => ({ valeur, libelle }))} />
            <Champ nom="nom" libelle="Nom du financeur" maximum={120} />
            <Champ nom="libelle" libelle="Ce que la somme finance" maximum={200} />
            <Champ nom="montant" libelle="Montant promis" court suffixe="€" clavier="decimal" />
            <ChampJour nom="jour" libelle="Date de la décision" />
            <Choix nom="poste" libelle="Réservée à une mission" facultatif vide="Libre d’emploi" options={CHOIX_POSTES} />
            <DepotFichier nom="fichier" libelle="La décision ou la convention" facultatif consigne="Déposez le PDF" />
            <Bouton variante="primaire" icone="check">Enregistrer la subvention</Bouton>
          </Formulaire>
        </Section>
      )}
    </>
  );
}
