global using Xunit;

// bunit has a TestContext of its own.
global using TestContext = Xunit.TestContext;

// What a forum prints while it starts belongs to the test that started it: it is shown when that test fails.
[assembly: CaptureConsole]
