import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { CasesChoix, CaseUnique } from '#web/composants/cases-choix.tsx';
import { Champ, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { VueReglages } from '../view-reglages.ts';

export type SaisieReglagesPage = { readonly forme: string; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
type Props = { readonly vue: VueReglages; readonly saisie?: SaisieReglagesPage | undefined };
type Categorie = VueReglages['categories'][number];
type College = VueReglages['colleges'][number];

const DECISION = [{ valeur: '', libelle: 'À décider' }, { valeur: 'oui', libelle: 'Oui' }, { valeur: 'non', libelle: 'Non' }];
const rendu = (forme: string, saisie: SaisieReglagesPage | undefined) => (saisie?.forme === forme ? { erreurs: saisie.erreurs, valeurs: saisie.valeurs } : {});

const FormeCategorie = ({ vue, saisie, c }: Props & { c?: Categorie }): JSX.Element => {
  const forme = `categorie-${c?.code ?? 'nouvelle'}`;
  const v = c?.valeurs ?? {};
  return (
    <Formulaire action={`${vue.base}/reseau/reglages/categorie`} prefixe={`${forme}-`} {...rendu(forme, saisie)}>
      {c && <input type="hidden" name="code" value={c.code} />}
      <Champ nom="libelle" libelle="Nom de la catégorie" valeur={v['libelle']} maximum={120} />
      <div class="grid gap-x-4 sm:grid-cols-3">
        <Choix nom="association" libelle="De l’association" facultatif options={DECISION} valeur={v['association'] ?? ''} />
        <Choix nom="vote" libelle="Vote" facultatif options={DECISION} valeur={v['vote'] ?? ''} />
        <Choix nom="cotise" libelle="Cotise" facultatif options={DECISION} valeur={v['cotise'] ?? ''} />
      </div>
      {c && <Choix nom="active" libelle="Proposée aux nouveaux venus" options={[{ valeur: 'oui', libelle: 'Oui' }, { valeur: 'non', libelle: 'Non, fermée' }]} valeur={v['active'] ?? 'oui'} />}
      <Bouton icone="save">{c ? 'Enregistrer la catégorie' : 'Ajouter la catégorie'}</Bouton>
    </Formulaire>
  );
};

const FormeCollege = ({ vue, saisie, c }: Props & { c?: College }): JSX.Element => {
  const forme = `college-${c?.code ?? 'nouveau'}`;
  return (
    <Formulaire action={`${vue.base}/reseau/reglages/college`} prefixe={`${forme}-`} {...rendu(forme, saisie)}>
      {c && <input type="hidden" name="code" value={c.code} />}
      <Champ nom="libelle" libelle="Nom du collège" valeur={c?.libelle} maximum={120} />
      <CasesChoix nom="professions" libelle="Professions admises" aide="Aucune cochée : toutes." multiple deuxColonnes facultatif options={vue.professions} valeur={c?.professions ?? []} />
      {vue.optionsCategories.length > 0 && <CasesChoix nom="categories" libelle="Catégories admises" aide="Aucune cochée : toutes." multiple deuxColonnes facultatif options={vue.optionsCategories} valeur={c?.categories ?? []} />}
      {c && <Choix nom="actif" libelle="Collège ouvert" options={[{ valeur: 'oui', libelle: 'Oui' }, { valeur: 'non', libelle: 'Non, fermé' }]} valeur={c.actif ? 'oui' : 'non'} />}
      <Bouton icone="save">{c ? 'Enregistrer le collège' : 'Ajouter le collège'}</Bouton>
    </Formulaire>
  );
};

const Categories = ({ vue, saisie }: Props): JSX.Element => (
  <Section titre="Catégories" id="categories" phrase="À quel titre on est là : membre de l’association ou du réseau seulement, avec ou sans vote, avec ou sans cotisation.">
    {vue.categories.length === 0 ? (
      <EtatVide titre="Aucune catégorie" icone="users" action={vue.peutRegler ? <BoutonGeste variante="primaire" action={`${vue.base}/reseau/reglages/categories`}>Partir des catégories usuelles</BoutonGeste> : undefined}>Huit noms usuels sont proposés. Leurs droits restent à décider par vous.</EtatVide>
    ) : (
      <ul class="carte divide-y divide-base-300">
        {vue.categories.map((c) => (
          <li key={c.code} class="px-5 py-3">
            <p class="font-semibold">{c.libelle} {c.aDecider && <Badge ton="attente">à décider</Badge>}</p>
            <p class="text-sm text-douce">{c.resume}</p>
            {vue.peutRegler && <Depliant titre={<>Changer<span class="sr-only"> « {c.libelle} »</span></>} ouvert={saisie?.forme === `categorie-${c.code}`}><FormeCategorie vue={vue} saisie={saisie} c={c} /></Depliant>}
          </li>
        ))}
      </ul>
    )}
    {vue.peutRegler && <Depliant titre="Ajouter une catégorie" ouvert={saisie?.forme === 'categorie-nouvelle'}><FormeCategorie vue={vue} saisie={saisie} /></Depliant>}
  </Section>
);

const Colleges = ({ vue, saisie }: Props): JSX.Element => (
  <Section titre="Collèges" id="colleges" phrase="Qui siège avec qui. Si vos statuts n’en prévoient pas, n’en créez pas.">
    {vue.colleges.length > 0 && (
      <ul class="carte divide-y divide-base-300">
        {vue.colleges.map((c) => (
          <li key={c.code} class="px-5 py-3">
            <p class="font-semibold">{c.libelle}</p>
            <p class="text-sm text-douce">{c.resume}</p>
            {vue.peutRegler && <Depliant titre={<>Changer<span class="sr-only"> « {c.libelle} »</span></>} ouvert={saisie?.forme === `college-${c.code}`}><FormeCollege vue={vue} saisie={saisie} c={c} /></Depliant>}
          </li>
        ))}
      </ul>
    )}
    {vue.peutRegler && <Depliant titre="Ajouter un collège" ouvert={saisie?.forme === 'college-nouveau'}><FormeCollege vue={vue} saisie={saisie} /></Depliant>}
  </Section>
);

const Textes = ({ vue, saisie }: Props): JSX.Element => (
  <Section titre="Charte et règlement intérieur" id="textes" phrase="Chaque version est figée, avec son empreinte. Une nouvelle version est à accepter de nouveau.">
    <ul class="mb-3 grid gap-2">{vue.textes.map((t) => <li key={t.genre}><span class="font-semibold">{t.genre} : {t.titre}</span><span class="block text-sm text-douce">{t.detail}</span></li>)}</ul>
    {vue.peutRegler && (
      <Depliant titre={vue.textes.length === 0 ? 'Publier la charte' : 'Publier une nouvelle version'} ouvert={saisie?.forme === 'texte'}>
        <Formulaire action={`${vue.base}/reseau/reglages/texte`} prefixe="texte-" {...rendu('texte', saisie)}>
          <Choix nom="genre" libelle="Lequel" options={[{ valeur: 'charte', libelle: 'Charte' }, { valeur: 'reglement', libelle: 'Règlement intérieur' }]} />
          <Champ nom="titre" libelle="Titre" maximum={200} />
          <ZoneTexte nom="texte" libelle="Texte" aide="Collez le texte voté. « ## » commence un sous-titre, « - » un point de liste." lignes={12} maximum={100000} />
          <Bouton icone="send">Publier cette version</Bouton>
        </Formulaire>
      </Depliant>
    )}
  </Section>
);

const Montants = ({ vue, saisie }: Props): JSX.Element => (
  <Section titre="Montant des cotisations" id="montants" phrase="Fixé par votre assemblée, par année et s’il le faut par collège. Zéro est un montant.">
    {vue.baremes.length > 0 && <ul class="mb-3 grid gap-1">{vue.baremes.map((b) => <li key={`${b.annee}${b.pour}`}><span class="font-semibold">{b.annee}</span>, {b.pour} : <span class="chiffres">{b.montant}</span></li>)}</ul>}
    {vue.peutRegler && (
      <Formulaire action={`${vue.base}/reseau/reglages/bareme`} prefixe="bareme-" class="grid items-end gap-x-4 sm:grid-cols-[8rem_minmax(0,1fr)_10rem_auto]" {...rendu('bareme', saisie)}>
        <Champ nom="annee" libelle="Année" clavier="numeric" court valeur={vue.annee} />
        <Choix nom="college" libelle="Pour" vide="Tous les collèges" facultatif options={vue.optionsColleges} />
        <Champ nom="montant" libelle="Montant" clavier="decimal" suffixe="€" />
        <p class="mb-5"><Bouton>Fixer</Bouton></p>
      </Formulaire>
    )}
  </Section>
);

const Demande = ({ vue, saisie }: Props): JSX.Element => (
  <Section titre="Formulaire public et départs" id="formulaire">
    <p class="mb-3 max-w-texte">{vue.ouverte ? 'Le formulaire est ouvert à cette adresse, à donner ou à imprimer :' : 'Une fois ouvert, le formulaire sera à cette adresse :'} {vue.ouverte ? <a class="text-lien underline underline-offset-4 break-all" href={vue.adressePublique}>{vue.adressePublique}</a> : <span class="break-all">{vue.adressePublique}</span>}</p>
    {vue.peutRegler && (
      <Formulaire action={`${vue.base}/reseau/reglages/formulaire`} version={vue.version} prefixe="formulaire-" {...rendu('formulaire', saisie)}>
        <CaseUnique nom="ouverte" libelle="Recevoir des demandes en ligne" coche={vue.valeurs['ouverte'] === 'oui'} />
        <ZoneTexte nom="presentation" libelle="Quelques mots pour qui ne vous connaît pas" facultatif lignes={4} maximum={3000} valeur={vue.valeurs['presentation']} />
        <CaseUnique nom="avant" libelle="Demander la charte avant l’admission" coche={vue.valeurs['avant'] === 'oui'} aide="Sinon elle se signe après, et son absence se voit." />
        <Choix nom="vote_si_a_jour" libelle="Il faut avoir payé l’année pour voter" facultatif options={DECISION} valeur={vue.valeurs['vote_si_a_jour'] ?? ''} />
        <Champ nom="instance" libelle="Qui admet et exclut, selon vos statuts" facultatif maximum={200} valeur={vue.valeurs['instance']} />
        <Champ nom="delai" libelle="Délai pour changer d’avis après avoir demandé à partir" clavier="numeric" court suffixe="jours" valeur={vue.valeurs['delai']} />
        <Bouton variante="primaire" icone="save">Enregistrer</Bouton>
      </Formulaire>
    )}
  </Section>
);

/** What the CPTS decided about joining, voting, paying and leaving. */
export function PageReglages(p: Props): JSX.Element {
  const { vue, saisie } = p;
  if (!vue.peutRegler) return <PageMessage titre="Ces réglages sont tenus par la coordination et la présidence." texte="Ils disent qui peut adhérer, qui vote et ce qui se paie." lien={{ href: `${vue.base}/reseau/adherents`, libelle: 'Revenir aux adhérents' }} />;
  return (
    <>
      <TitrePage titre="Réglages des adhésions" phrase={vue.phrase} />
      {saisie?.forme === 'geste' && <Encadre ton="refus" titre="Rien n’a été changé">{Object.values(saisie.erreurs)[0]}</Encadre>}
      {vue.questions.length > 0 && <Encadre ton="attention" titre="À décider par votre CPTS"><ul class="list-disc pl-5">{vue.questions.map((q) => <li key={q}>{q}</li>)}</ul></Encadre>}
      <Categories {...p} />
      <Colleges {...p} />
      <Textes {...p} />
      <Montants {...p} />
      <Demande {...p} />
    </>
  );
}
