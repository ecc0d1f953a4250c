import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { optionsDuree } from './nouveau.tsx';

export type VueSuite = {
  readonly titre: string; readonly base: string;
  /** The dates it may stop or change from. */
  readonly dates: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly depuis: string; readonly jour: string; readonly heure: string; readonly duree: number; readonly lieu: string; readonly visio: string;
  readonly apercu: readonly { readonly avant: string; readonly apres: string; readonly note: string }[] | undefined;
  readonly refus: string | undefined; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>>;
};

/** A date of a series and those that follow: another day, hour or place, shown date by date before anybody is told. */
export function PageSuite({ vue }: { vue: VueSuite }): JSX.Element {
  return (
    <>
      <TitrePage titre="Changer une date et les suivantes" phrase={`${vue.titre}. Les dates d’avant ne bougent pas ; chaque personne reçoit une seule lettre. Ce changement pourra se défaire, jusqu’au changement suivant.`} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Formulaire action={`${vue.base}/suite`} erreurs={vue.erreurs} valeurs={vue.valeurs} brouillon={`suite-${vue.base}`}>
        {vue.apercu && (
          <Section titre={accord(vue.apercu.length, 'date change', 'dates changent')}>
            <ol class="mb-4 grid max-w-texte gap-2">{vue.apercu.map((d) => <li key={d.avant}><span class="text-douce">{d.avant}</span><br />devient <strong>{d.apres}</strong>{d.note && <span class="text-douce"> ({d.note})</span>}</li>)}</ol>
            <Bouton variante="primaire" nom="geste" valeur="changer">Changer ces dates et prévenir</Bouton>
          </Section>
        )}
        <Section titre={vue.apercu ? 'Corriger' : 'Ce qui change'}>
          <Choix nom="depuis" libelle="À partir de" options={vue.dates} valeur={vue.depuis} />
          <Champ nom="jour" libelle="Nouveau jour de cette date" court facultatif aide="Par exemple : 10/12/2026. Les suivantes se décalent d’autant. Vide : le même jour." valeur={vue.jour} />
          <Champ nom="heure" libelle="Heure" court valeur={vue.heure} aide="Par exemple : 20:00" />
          <Choix nom="duree" libelle="Durée" options={optionsDuree(vue.duree)} valeur={String(vue.duree)} />
          <Champ nom="lieu" libelle="Lieu" facultatif maximum={300} valeur={vue.lieu} />
          <Champ nom="visio" libelle="Lien pour venir à distance" type="url" facultatif maximum={500} valeur={vue.visio} />
          <Champ nom="motif" libelle="Pourquoi" maximum={500} aide="Chacun lira cette raison dans son courriel." />
          <Bouton {...(vue.apercu ? {} : { variante: 'primaire' as const })} nom="geste" valeur="voir">Voir les nouvelles dates</Bouton>
        </Section>
      </Formulaire>
    </>
  );
}
