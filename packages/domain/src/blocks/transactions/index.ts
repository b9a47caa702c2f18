// Block E: transactions.
import { getTransactionStatus } from "./get-transaction-status";
import { transactionEvent } from "./transaction-event";

export { closeTransaction } from "./close-transaction";
export { askAfterReconnect } from "./gap-questions";
export { type Gap, gapsOf, missingSeqNos } from "./ledger";
export { isAfterTheLastWordOf, isOvertaken } from "./overtaken";
export {
  countTransactions,
  getTransaction,
  listTransactionEvents,
  listTransactions,
  type Transaction,
  type TransactionFilter,
} from "./transaction";
export { getTransactionStatus, transactionEvent };

export const messages = [transactionEvent];
export const commands = [getTransactionStatus];
