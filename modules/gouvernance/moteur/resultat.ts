import type { Ecartee } from './corps.ts';
import type { ElectionComptee } from './election.ts';
import type { QuorumCompte } from './quorum.ts';
import type { ResolutionComptee } from './resolution.ts';

export type CorpsCompte = {
  readonly inscrits: number;
  readonly presents: number;
  readonly representes: number;
  readonly votants: number;
  /** Who was there, in the order of identifiers: a later round of the same election is counted with them again. A count kept from before 23 November 2026 does not say. */
  readonly presences?: readonly string[];
  readonly voixDesInscrits: string;
  readonly voixDesVotants: string;
  readonly colleges: readonly { readonly college: string; readonly inscrits: number; readonly presents: number; readonly representes: number }[];
  readonly procurationsAdmises: readonly { readonly de: string; readonly a: string }[];
  readonly procurationsEcartees: readonly Ecartee[];
};

export type Depouillement = {
  readonly issue: ResolutionComptee['issue'] | ElectionComptee['issue'] | 'quorum_non_atteint';
  readonly instance: string;
  readonly convocation: 1 | 2;
  readonly corps: CorpsCompte;
  readonly quorum: QuorumCompte;
  readonly resolution: ResolutionComptee | null;
  readonly election: ElectionComptee | null;
  /** The count told step by step, in French. */
  readonly raisonnement: readonly string[];
};
