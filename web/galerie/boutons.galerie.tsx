import type { VNode } from 'preact';
import { Bouton, BoutonGeste, LienBouton } from '../composants/bouton.tsx';

export const variantes = (): VNode => (
  <div class="flex flex-wrap gap-3">
    <Bouton variante="primaire" icone="send" type="button">Déposer la lettre</Bouton>
    <Bouton type="button" icone="pen">Modifier le territoire</Bouton>
    <Bouton variante="danger" type="button" icone="trash-2">Retirer la commune</Bouton>
    <Bouton variante="discret" type="button">Plus tard</Bouton>
  </div>
);
export const petits = (): VNode => (
  <div class="flex flex-wrap gap-3">
    <Bouton variante="primaire" petit type="button">Accepter</Bouton>
    <Bouton petit type="button" icone="undo-2">Annuler</Bouton>
    <BoutonGeste action="#" petit icone="check">Confirmer ma présence</BoutonGeste>
    <LienBouton href="#" petit icone="download" telechargement>Télécharger (PDF)</LienBouton>
  </div>
);
export const inactif = (): VNode => <Bouton variante="primaire" type="button" inactif>Déposer la lettre</Bouton>;
export const longue = (): VNode => <Bouton variante="primaire" type="button" icone="send">Déposer la lettre d’intention auprès de l’agence régionale de santé et de la caisse primaire d’assurance maladie</Bouton>;
