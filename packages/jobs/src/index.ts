export { type Consumer, consume, type Handling, type JobEnd } from "./consume";
export { createJobs, type Jobs, type Repeated } from "./create-jobs";
export { JobRefusedError } from "./define-queue";
export { migrateJobs } from "./migrate-jobs";
export { type Job, type Payload, type QueueName, queueNames } from "./queues";
