import type { JSX } from 'preact';
import { Champ, Choix } from '#web/composants/champ.tsx';
import type { Option } from '../view.ts';

/** What a person says of themselves: the same fields for the public form, the answer to a proposal and a correction. */
export const ChampsIdentite = ({ professions, valeurs = {}, sansNom = false }: { professions: readonly Option[]; valeurs?: Readonly<Record<string, string>>; sansNom?: boolean }): JSX.Element => (
  <>
    {!sansNom && <Champ nom="nom" libelle="Prénom et nom" autocompletion="name" maximum={120} valeur={valeurs['nom']} />}
    <Choix nom="profession" libelle="Profession de santé" vide="Aucune, ou autre" facultatif options={professions} valeur={valeurs['profession'] ?? ''} />
    <Champ nom="fonction" libelle="Fonction, si vous n’êtes pas professionnel de santé" aide="Par exemple : maire, directrice d’EHPAD, étudiante en soins infirmiers." facultatif maximum={160} valeur={valeurs['fonction']} />
    <Champ nom="commune" libelle="Commune où vous exercez" aide="Nom ou code postal." facultatif autocompletion="off" maximum={100} valeur={valeurs['commune']} />
    <Champ nom="structure" libelle="Cabinet, structure ou établissement" facultatif maximum={200} autocompletion="organization" valeur={valeurs['structure']} />
    <Champ nom="telephone" libelle="Téléphone" type="tel" facultatif maximum={30} autocompletion="tel" valeur={valeurs['telephone']} />
    <Champ nom="rpps" libelle="Numéro RPPS" aide="Onze chiffres, si vous en avez un." clavier="numeric" facultatif court maximum={20} valeur={valeurs['rpps']} />
  </>
);
