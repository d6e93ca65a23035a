namespace CommandCenter.Platform.Maps;

/// <summary>A circle around a place, such as "within 200 m", drawn beneath the marks with its label at its northern edge.</summary>
/// <param name="At">The centre.</param>
/// <param name="Meters">The radius on the ground, in metres; positive.</param>
/// <param name="Label">What stands on it.</param>
/// <param name="Strong">Whether it is the one that counts now: bolder, and faintly filled.</param>
public sealed record MapRing(Position At, double Meters, string Label, bool Strong = false);
