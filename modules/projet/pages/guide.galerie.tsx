import type { JSX } from 'preact';
import { PageGuide } from './guide.tsx';

const base = '/cpts/essai';
export const vide = (): JSX.Element => <PageGuide base={base} />;
export const pleine = (): JSX.Element => <PageGuide base={base} ici="instruction" />;
export const longue = (): JSX.Element => <PageGuide base={base} ici="contact" />;
export const refusee = (): JSX.Element => <PageGuide base={base} refus="Cette étape n’existe pas dans le guide." />;
export const interdite = (): JSX.Element => <PageGuide base={base} ici="fin" />;
