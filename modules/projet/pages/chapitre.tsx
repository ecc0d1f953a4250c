import type { JSX } from 'preact';
import { accord, typographier as t } from '#core/texte.ts';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ZoneTexte } from '#web/composants/champ.tsx';
import { Commentaires } from '#web/composants/commentaires.tsx';
import { Diff } from '#web/composants/diff.tsx';
import { Blocs } from '#web/composants/document.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueChapitre, VueFilInterne } from '../moteur/vue-sante.ts';

const ici = (vue: VueChapitre): string => `${vue.base}/projet/sante/${vue.cle}`;

function Conflit({ c }: { c: NonNullable<VueChapitre['conflit']> }): JSX.Element {
  return (
    <Section titre="Deux textes se sont croisés" phrase={`${c.par} a enregistré ce chapitre pendant que vous écriviez. Rien n’est perdu.`}>
      <Diff avant={c.avant} apres={c.apres} />
      <Depliant titre={`Lire le texte de ${c.par} en entier`}><p class="max-w-texte whitespace-pre-wrap wrap-anywhere">{c.avant}</p></Depliant>
      <Depliant titre="Lire votre texte en entier"><p class="max-w-texte whitespace-pre-wrap wrap-anywhere">{c.apres}</p></Depliant>
      <div class="mt-4"><Encadre ton={c.reuni ? 'information' : 'attention'} titre={c.reuni ? 'Vos deux textes sont réunis ci-dessous' : 'Vous avez changé le même passage'}>{c.reuni ? 'Relisez, puis enregistrez.' : 'Votre texte est ci-dessous : reprenez-y ce que vous gardez de l’autre.'}</Encadre></div>
    </Section>
  );
}

/** Where what the chapter tells is kept. */
const SOURCES: Readonly<Partial<Record<string, readonly [string, string]>>> = { objectifs: ['/territoire/diagnostic/objectifs', 'Tenir les objectifs'], actions: ['/missions', 'Voir les fiches actions'], diagnostic: ['/territoire/diagnostic/constats', 'Ouvrir le carnet de constats'], gouvernance: ['/gouvernance', 'Ouvrir la gouvernance'] };

function Ecriture({ vue }: { vue: VueChapitre }): JSX.Element {
  return (
    <>
      {vue.plume && <Encadre ton="attention" titre={vue.plume}>Vous pouvez écrire quand même : si vos textes se croisent, les deux sont gardés et vous choisirez.</Encadre>}
      {vue.conflit && <Conflit c={vue.conflit} />}
      {vue.depassee && (
        <Encadre ton="attention" titre="Ce que Maillage propose a changé depuis que vous avez écrit">
          <Depliant titre="Voir ce qui a changé"><Diff avant={vue.depassee.avant} apres={vue.depassee.apres} /></Depliant>
        </Encadre>
      )}
      <Formulaire action={ici(vue)} version={vue.version} erreurs={vue.erreurs} valeurs={vue.saisie} brouillon={`sante-${vue.base}-${vue.cle}`} battement={{ action: `${ici(vue)}/plume/battement`, tenue: vue.tenue }}>
        <input type="hidden" name="montree" value={vue.montree} />
        {!vue.redige && !vue.conflit && <Encadre titre="Ce texte est proposé">Il suit le territoire, le diagnostic, les adhérents et les statuts. Dès que vous le modifiez, il devient le vôtre et ne change plus tout seul.</Encadre>}
        <ZoneTexte nom="texte" libelle="Texte du chapitre" aide="Une ligne vide sépare deux paragraphes. Un tiret fait une liste. Deux dièses (##) font un intertitre. Vide, le texte proposé revient." valeur={vue.texte} lignes={Math.min(26, Math.max(12, Math.ceil(vue.texte.length / 70)))} />
        <p class="flex flex-wrap gap-2">
          <Bouton variante="primaire" icone="check">Enregistrer le chapitre</Bouton>
          <a class="btn btn-ghost text-lien" href={`${vue.base}/projet/sante#${vue.cle}`}>Revenir au projet</a>
        </p>
      </Formulaire>
    </>
  );
}

function Remarquer({ vue, parent = '' }: { vue: VueChapitre; parent?: string }): JSX.Element {
  const reprise = vue.remarque?.parent === parent ? vue.remarque : undefined;
  return (
    <Formulaire action={`${ici(vue)}/remarques`} prefixe={`r-${parent}-`} brouillon={`remarque-${vue.base}-${vue.cle}-${parent}`} {...(reprise && { erreurs: reprise.erreurs, valeurs: reprise.valeurs })}>
      {parent && <input type="hidden" name="parent" value={parent} />}
      {!parent && <Champ nom="passage" libelle="Le passage concerné" facultatif maximum={500} aide="Copiez ici les mots du texte dont vous parlez." />}
      <ZoneTexte nom="texte" libelle={parent ? 'Votre réponse' : 'Votre remarque'} lignes={parent ? 2 : 3} maximum={4000} />
      <Bouton petit={parent !== ''} icone="send">{parent ? 'Répondre' : 'Envoyer la remarque'}</Bouton>
    </Formulaire>
  );
}

function Fil({ vue, f, rang }: { vue: VueChapitre; f: VueFilInterne; rang: number }): JSX.Element {
  return (
    <div id={`fil-${f.id}`} class="max-w-texte">
      {f.passage && <p class="mb-2 border-l-2 border-base-300 pl-3 text-sm text-douce wrap-anywhere">« {f.passage} »{f.disparu && <strong class="font-semibold"> Ces mots ne sont plus dans le texte.</strong>}</p>}
      <Commentaires sujet={`${f.reglee ? 'Remarque réglée' : 'Remarque'} ${rang}`} clos={f.reglee} commentaires={[{ id: f.id, auteur: f.auteur, quand: f.quand, texte: f.texte, reponses: f.reponses }]}>
        <Depliant titre="Répondre" ouvert={vue.remarque?.parent === f.id}><Remarquer vue={vue} parent={f.id} /></Depliant>
        <p class="mt-2"><BoutonGeste petit action={`${ici(vue)}/remarques/${f.id}`} champs={{ reglee: f.reglee ? 'non' : 'oui' }} icone={f.reglee ? 'undo-2' : 'check'}>{f.reglee ? 'Rouvrir la remarque' : 'Marquer comme réglée'}</BoutonGeste></p>
      </Commentaires>
    </div>
  );
}

function Remarques({ vue }: { vue: VueChapitre }): JSX.Element {
  const [ouverts, regles] = [vue.fils.filter((f) => !f.reglee), vue.fils.filter((f) => f.reglee)];
  return (
    <Section titre="Les remarques" id="remarques" phrase={ouverts.length === 0 ? 'Aucune remarque ouverte. Ni l’ARS ni l’Assurance Maladie ne lisent celles-ci.' : t(`${accord(ouverts.length, 'remarque ouverte', 'remarques ouvertes')}. Ni l’ARS ni l’Assurance Maladie ne les lisent.`)}>
      <div class="mb-4 grid gap-5">{ouverts.map((f, i) => <Fil key={f.id} vue={vue} f={f} rang={i + 1} />)}</div>
      {regles.length > 0 && <Depliant titre={accord(regles.length, 'remarque réglée', 'remarques réglées')} ouvert={regles.some((f) => f.id === vue.remarque?.parent)}><div class="grid gap-5">{regles.map((f, i) => <Fil key={f.id} vue={vue} f={f} rang={i + 1} />)}</div></Depliant>}
      <Depliant titre="Faire une remarque" ouvert={vue.remarque?.parent === ''}><Remarquer vue={vue} /></Depliant>
    </Section>
  );
}

/** One chapter: its text to write or to read, what members say of it, the way to its versions. */
export function PageChapitre({ vue, refus }: { vue: VueChapitre; refus?: string }): JSX.Element {
  const source = SOURCES[vue.cle];
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.aide} action={<>{source && <LienBouton href={vue.base + source[0]}>{source[1]}</LienBouton>}{vue.versions > 0 && <LienBouton icone="history" href={`${ici(vue)}/versions`}>{vue.versions === 1 ? 'Voir la version' : `Voir les ${vue.versions} versions`}</LienBouton>}</>} />
      {refus && <Encadre ton="refus" titre="Rien n’a changé">{refus}</Encadre>}
      {vue.peutEcrire ? (
        <Ecriture vue={vue} />
      ) : (
        <>
          {vue.plume && <p class="mb-3 text-douce">{vue.plume}.</p>}
          <Blocs blocs={vue.blocs} />
          <p class="hors-papier mt-4"><a class="lien" href={`${vue.base}/projet/sante#${vue.cle}`}>Revenir au projet</a></p>
        </>
      )}
      <Remarques vue={vue} />
    </>
  );
}
