global using Xunit;

// bunit has a TestContext of its own.
global using TestContext = Xunit.TestContext;
