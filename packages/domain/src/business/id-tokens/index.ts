export { type CardRow, cardStates } from "./card-row";
export { type CardFileCheck, cardFileInput, checkCardFile, importCards } from "./import-cards";
export { cardList, countCards, getCard, listCards } from "./list-cards";
export { type DecisionRow, decisionList, listDecisions } from "./list-decisions";
export { idTokenInput, putToken, tokenStatuses } from "./put-token";
export { changeCard, changedCard, createCard, newCard } from "./save-card";
export { cardStateInput, setCardState } from "./set-card-state";
