import type { VNode } from 'preact';
import { formaterNombre } from '#core/texte.ts';
import { Badge } from '../composants/badge.tsx';
import { Bouton, LienBouton } from '../composants/bouton.tsx';
import { Champ, Choix } from '../composants/champ.tsx';
import { ChiffreSource } from '../composants/chiffre.tsx';
import { EtatVide } from '../composants/etat-vide.tsx';
import { Formulaire } from '../composants/formulaire.tsx';
import { Tableau, type Colonne, type ProprietesTableau } from '../composants/tableau.tsx';
import { chiffre, ESTIMATION, NOM_TRES_LONG } from './exemples.ts';

type Commune = { code: string; nom: string; epci: string; habitants: number; ages: number; libre: boolean };

const COMMUNES: readonly Commune[] = [
  { code: '94003', nom: 'Arcueil', epci: 'Grand-Orly Seine Bièvre', habitants: 21_867, ages: 1_340, libre: true },
  { code: '94016', nom: 'Cachan', epci: 'Grand-Orly Seine Bièvre', habitants: 30_526, ages: 2_105, libre: true },
  { code: '94037', nom: 'Gentilly', epci: 'Grand-Orly Seine Bièvre', habitants: 18_986, ages: 1_022, libre: false },
  { code: '94038', nom: 'L’Haÿ-les-Roses', epci: 'Grand-Orly Seine Bièvre', habitants: 31_417, ages: 2_388, libre: true },
  { code: '94043', nom: 'Le Kremlin-Bicêtre', epci: 'Grand-Orly Seine Bièvre', habitants: 25_011, ages: 1_490, libre: true },
];

const colonnes: readonly Colonne<Commune>[] = [
  { cle: 'nom', titre: 'Commune', principale: true, tri: true, cellule: (c) => c.nom },
  { cle: 'epci', titre: 'Intercommunalité', masquable: true, tri: true, cellule: (c) => c.epci },
  { cle: 'habitants', titre: 'Habitants', nombre: true, tri: true, cellule: (c) => <ChiffreSource chiffre={chiffre(c.habitants)} /> },
  { cle: 'ages', titre: '75 ans et plus', nombre: true, masquable: true, cellule: (c) => <ChiffreSource chiffre={chiffre(c.ages, ESTIMATION)} /> },
  { cle: 'etat', titre: 'Situation', cellule: (c) => (c.libre ? <Badge ton="reussi">libre</Badge> : <Badge ton="attente">dans une autre CPTS</Badge>) },
];

const base: ProprietesTableau<Commune> = { legende: 'Communes du territoire', colonnes, lignes: COMMUNES, idLigne: (c) => c.code, adresse: '/communes', tri: { cle: 'habitants', sens: 'desc' }, quoi: 'communes', page: { numero: 1, taille: 50, total: 5 } };

export const pleine = (): VNode => (
  <>
    <Formulaire action="#" id="choix-communes" class="mb-4"><Bouton icone="minus" petit>Retirer les communes choisies</Bouton></Formulaire>
    <Tableau
      {...base}
      page={{ numero: 4, taille: 5, total: 812 }}
      filtres={<><Champ nom="q" libelle="Nom ou code" type="search" facultatif /><Choix nom="dep" libelle="Département" vide="Tous" options={[{ valeur: '94', libelle: 'Val-de-Marne' }]} facultatif /></>}
      exports={['/communes.xlsx']}
      selection={{ nom: 'choix', formulaire: 'choix-communes', nomLigne: (c) => c.nom }}
    />
  </>
);
export const compacte = (): VNode => <Tableau {...base} densite="compacte" visibles={['epci']} />;
export const vide = (): VNode => <Tableau {...base} lignes={[]} vide={<EtatVide titre="Aucune commune" icone="map-pin" action={<LienBouton variante="primaire" href="#" icone="plus">Ajouter une commune</LienBouton>}>Commencez par celle de votre cabinet : les voisines vous seront proposées.</EtatVide>} />;
export const longue = (): VNode => (
  <Tableau
    {...base}
    legendeVisible
    lignes={Array.from({ length: 40 }, (_, i) => ({ code: String(i), nom: i % 3 ? `Saint-Germain-de-la-Lande-sur-Vaux-le-Grand ${i}` : NOM_TRES_LONG, epci: NOM_TRES_LONG, habitants: 1000 * i, ages: 10 * i, libre: i % 2 === 0 }))}
    pied={<tr role="row"><th role="rowheader" scope="row">Total</th><td role="cell" /><td role="cell" class="nombre">{formaterNombre(780_000)}</td><td role="cell" class="nombre">7 800</td><td role="cell" /></tr>}
  />
);
