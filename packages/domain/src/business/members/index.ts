export { createMember, createUser, emailKey, type NewMember } from "./create-member";
export { endSessions, setPersonPassword } from "./end-sessions";
export { logIn } from "./log-in";
export { hashPassword, makePassword } from "./password";
export { type MemberRole, type Membership, type Person, personById } from "./person";
