import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section } from '#web/composants/titre-page.tsx';
import { libelleForme } from '../labels.ts';
import type { VueAssemblee } from '../view.ts';

const NATURES: Readonly<Record<string, string>> = { ordinaire: 'Décision courante', modification_statuts: 'Modification des statuts', dissolution: 'Dissolution' };
const nature = (code: string): string => NATURES[code] ?? `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('_', ' ')}`;
const FORMES = Object.entries(libelleForme).map(([valeur, libelle]) => ({ valeur, libelle: `Vote ${libelle}` }));

/** The agenda while it is being written: votes and elections, with what the statutes will ask to count them. */
export function OrdreAEcrire({ vue, ordre }: { vue: VueAssemblee; ordre: NonNullable<VueAssemblee['ordre']> }): JSX.Element {
  const decisions = ordre.decisions.length > 0 ? ordre.decisions : ['ordinaire'];
  const demandes = ordre.demandes.length > 0 ? ` Vos statuts demandent aussi, après un point-virgule : ${ordre.demandes.join(' ; ')}.` : '';
  const parCollege = ordre.colleges.length > 0 ? ` Ou un collège par ligne : « ${ordre.colleges[0] ?? ''} ; 2 ».` : '';
  return (
    <Section horsPapier titre="Compléter l’ordre du jour">
      {ordre.manques.length > 0 && <Encadre ton="attention" titre={`Vos statuts laissent ${accord(ordre.manques.length, 'règle', 'règles')} à dire pour cette instance`}>Rien n’est supposé : si un vote en dépend, le compte s’arrêtera pour la demander. {ordre.manques.slice(0, 3).join(' ')} <a class="text-lien underline underline-offset-4" href={`${vue.base}/gouvernance/statuts/${vue.assemblee.instance}`}>Écrire ces règles</a></Encadre>}
      <div class="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <section><h3 class="mb-3">Ajouter un point ou un vote</h3>
        <Formulaire action={`${vue.adresse}/points`} valeurs={vue.valeurs} prefixe="point-">
          <Champ nom="titre" libelle="Titre" maximum={300} />
          <Choix nom="forme" libelle="Comment" vide="Choisir" {...(ordre.distance === '' ? {} : { aide: ordre.distance })} options={[{ valeur: 'information', libelle: 'Information, sans vote' }, ...FORMES]} />
          <Choix nom="decision" libelle="Genre de décision" aide="Il dit à quelle majorité elle se prend." options={decisions.map((d) => ({ valeur: d, libelle: nature(d) }))} />
          <Bouton>Ajouter ce point</Bouton>
        </Formulaire>
      </section>
      <section><h3 class="mb-3">Ajouter une élection</h3>
        <Formulaire action={`${vue.adresse}/elections`} valeurs={vue.valeurs} prefixe="election-">
          <Champ nom="titre" libelle="Titre" maximum={300} aide="Par exemple : Élire le conseil d’administration" />
          <Choix nom="forme" libelle="Comment" vide="Choisir" {...(ordre.distance === '' ? {} : { aide: ordre.distance })} options={FORMES} />
          <ZoneTexte nom="sieges" libelle="Sièges à pourvoir" lignes={2} maximum={500} aide={`Un nombre.${parCollege}`} />
          <ZoneTexte nom="candidats" libelle="Candidats, un par ligne" lignes={5} maximum={20000} aide={`Le nom seul, ou suivi de ce qui peut départager.${demandes}`} />
          <Bouton>Ajouter cette élection</Bouton>
        </Formulaire>
      </section>
      </div>
    </Section>
  );
}
