namespace CommandCenter.Access.SignIn;

/// <summary>Something below the form of the sign-in page that a room above brings along.</summary>
/// <param name="Component">What is shown; nothing where it has nothing to say.</param>
/// <param name="LetsIn">Whether it lets people in by itself, now or in a moment.</param>
public sealed record SignInPart(Type Component, Func<bool> LetsIn);
