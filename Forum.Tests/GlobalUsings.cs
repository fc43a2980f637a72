global using Xunit;

// bunit has its own TestContext.
global using TestContext = Xunit.TestContext;

// What a forum prints while it starts belongs to the test that started it, and is shown when that test fails.
[assembly: CaptureConsole]
