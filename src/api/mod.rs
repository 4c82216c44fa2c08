//! The door for tests, scripts and the page: requests and responses as values, named as the service names them.

pub mod check;
