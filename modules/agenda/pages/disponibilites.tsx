import type { JSX } from 'preact';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CaseUnique } from '#web/composants/cases-choix.tsx';
import { Champ, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';

export type VueDisponibilites = { readonly base: string; readonly consultations: string; readonly conges: string; readonly maxSoirees: string; readonly aDistance: boolean; readonly soirees: number; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>>; readonly refus: string | undefined };

/** What one tells of one's week, so that nobody proposes a date during consultations. Read by the date engine only. */
export function PageDisponibilites({ vue }: { vue: VueDisponibilites }): JSX.Element {
  return (
    <>
      <TitrePage titre="Mes disponibilités" phrase={`Vous avez donné ${vue.soirees} ${vue.soirees > 1 ? 'soirées' : 'soirée'} cette année. Vos horaires servent à proposer des dates ; personne d’autre ne les lit.`} action={<LienBouton href={`${vue.base}/agenda/calendriers`}>Mes calendriers</LienBouton>} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Formulaire action={`${vue.base}/agenda/moi`} erreurs={vue.erreurs} valeurs={vue.valeurs} brouillon="agenda-disponibilites">
        <ZoneTexte nom="consultations" libelle="Heures de consultation" lignes={5} facultatif aide="Une ligne par plage : lun mar jeu ven 8:30-12:30" valeur={vue.consultations} />
        <ZoneTexte nom="conges" libelle="Congés" lignes={3} facultatif aide="Une ligne par période : 20/12/2026 - 03/01/2027" valeur={vue.conges} />
        <Champ nom="soirees" libelle="Soirées au plus, par an" facultatif court clavier="numeric" valeur={vue.maxSoirees} />
        <CaseUnique nom="distance" libelle="Je participe surtout à distance" coche={vue.aDistance} />
        <Bouton variante="primaire">Garder mes disponibilités</Bouton>
      </Formulaire>
    </>
  );
}
