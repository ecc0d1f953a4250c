import type { JSX } from 'preact';
import { phraseCompte } from '../labels.ts';
import { traceQr } from '../view.ts';
import { PageCodesDeSecours, PageReglerSecondFacteur } from './second-facteur.tsx';

/** A pattern the size of a real code: what it says is of no use here. */
const modules = Array.from({ length: 49 }, (_, y) => Array.from({ length: 49 }, (_x, x) => (x * 7 + y * 13 + x * y) % 3 === 0));
const aConfirmer = { etat: 'a_confirmer', secret: 'ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567', qr: { taille: 49, trace: traceQr(modules) } } as const;
const codes = Array.from({ length: 10 }, (_, i) => `aB${i}cD-eF${i}gH`);

export const vide = (): JSX.Element => <PageReglerSecondFacteur vue={{ etat: 'absent' }} />;
export const pleine = (): JSX.Element => <PageReglerSecondFacteur vue={aConfirmer} />;
export const longue = (): JSX.Element => <PageReglerSecondFacteur vue={{ etat: 'actif' }} />;
export const refusee = (): JSX.Element => <PageReglerSecondFacteur vue={aConfirmer} refus={{ forme: 'confirmer', erreurs: { code: phraseCompte({ code: 'code_d_application_refuse' }) } }} />;
export const interdite = (): JSX.Element => <PageReglerSecondFacteur vue={{ etat: 'absent' }} refus={{ forme: 'confirmer', erreurs: { '': phraseCompte({ code: 'session_trop_ancienne' }) } }} />;
export const exigee = (): JSX.Element => <PageReglerSecondFacteur vue={{ etat: 'absent' }} exige />;
export const codesDeSecours = (): JSX.Element => <PageCodesDeSecours codes={codes} />;
export const codesPasses = (): JSX.Element => <PageCodesDeSecours codes={[]} />;
